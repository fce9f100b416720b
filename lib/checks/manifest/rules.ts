import type { ClusterRule } from '../rule';
import { duplicate } from './duplicate';
import { invalidName } from './invalid-name';
import { longName } from './long-name';
import { namespaceMissing } from './namespace-missing';
import { namespaceUnwanted } from './namespace-unwanted';

/** Identities: what the API server would refuse, or take for another object. */
export const manifestRules: readonly ClusterRule[] = [
  duplicate,
  invalidName,
  longName,
  namespaceMissing,
  namespaceUnwanted,
];
