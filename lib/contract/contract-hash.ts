import { sha256 } from '../stage/hash';
import { type ClusterContract, type Contract, contractVersion } from './contract';

/** The hashes of a contract's parts, by the names of environments and clusters. */
export type PartHashes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The hash of a tenant's contract whose parts have these hashes. */
export function contractHash(tenant: string, parts: PartHashes): string {
  return sha256(JSON.stringify({ version: contractVersion, tenant, environments: parts }));
}

/** The hash that a cluster's part of a contract must have, whatever it says itself: of its JSON, in the order in which it is written. */
export function partHash({ hash: _, ...rest }: Omit<ClusterContract, 'hash'> & { readonly hash?: string }): string {
  return sha256(JSON.stringify(rest));
}

/** A part's hash as it stands on the cluster. */
export function shortHash(hash: string): string {
  return hash.slice(0, 16);
}

/** Whether a contract is as it was written: its own hash, and those of its parts, are true. */
export function isTrueToItsHash({ tenant, hash, environments }: Contract): boolean {
  const parts = Object.values(environments).flatMap((clusters) => Object.values(clusters));
  const hashes = mapValues(environments, (clusters) => mapValues(clusters, (part) => part.hash));
  return hash === contractHash(tenant, hashes) && parts.every((part) => part.hash === partHash(part));
}

function mapValues<A, B>(map: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
