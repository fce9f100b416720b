import { sha256 } from '../stage/hash';
import { canonicalJson } from './canonical-json';
import type { ClusterContract, Contract } from './contract';

/** The hash that a contract must have, whatever it says itself. */
export function contractHash({ hash: _, ...rest }: Omit<Contract, 'hash'> & { readonly hash?: string }): string {
  return sha256(canonicalJson(rest));
}

/** The hash that a cluster's part of a contract must have, whatever it says itself. */
export function partHash({ hash: _, ...rest }: Omit<ClusterContract, 'hash'> & { readonly hash?: string }): string {
  return sha256(canonicalJson(rest)).slice(0, 16);
}
