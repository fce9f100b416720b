import type { ClusterFacts } from '../checks/facts/cluster-facts';
import type { ClusterContract, NamespaceContract } from '../contract/contract';
import type { IndexedObject } from '../manifest/manifest-index';
import type { BuiltApp } from './built-app';

/**
 * What rules know of a spoke on one cluster. Its objects are the repo's, beside what the contract tells of the hub's: those are
 * `ofHub`, and nothing is said of them.
 */
export interface SpokeFacts extends ClusterFacts {
  readonly contract: ClusterContract;
  /** Sorted by name. */
  readonly apps: readonly BuiltApp[];
  /** The app that applies an object of the repo. */
  readonly appOf: (object: IndexedObject) => BuiltApp;
}

/** The objects of the repo. */
export function ownObjects({ index }: SpokeFacts): readonly IndexedObject[] {
  return index.objects.filter(({ ofHub }) => !ofHub);
}

/** What a contract gives where an object lies; undefined where that is no namespace of the tenant's. */
export function namespaceOf({ contract }: SpokeFacts, { manifest }: IndexedObject): NamespaceContract | undefined {
  const { namespace = '' } = manifest.metadata;
  return Object.hasOwn(contract.namespaces, namespace) ? contract.namespaces[namespace] : undefined;
}

/**
 * Whether what the repo holds is all that the contract applies: where the tenant has other repos, or a folder is not built, what is
 * named here may be in them.
 */
export function hasAllApps({ apps, contract }: Pick<SpokeFacts, 'apps' | 'contract'>): boolean {
  return apps.length === Object.keys(contract.apps).length && apps.every(isBuilt);
}

/** Whether all that a folder comes to on this cluster is known. */
export function isBuilt({ app, findings, lacksTool }: BuiltApp): boolean {
  return !lacksTool && !app.otherCluster && !findings.some(({ severity }) => severity === 'error');
}
