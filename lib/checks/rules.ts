import { dependencyCycle } from './flux/dependency-cycle';
import { dependencyMissing } from './flux/dependency-missing';
import { foreignSource } from './flux/foreign-source';
import { pathMissing } from './flux/path-missing';
import { referenceMissing } from './flux/reference-missing';
import { invalidCidr } from './kubernetes/invalid-cidr';
import { negativeAmount } from './kubernetes/negative-amount';
import { duplicate } from './manifest/duplicate';
import { invalidName } from './manifest/invalid-name';
import { longName } from './manifest/long-name';
import { namespaceMissing } from './manifest/namespace-missing';
import { namespaceUnwanted } from './manifest/namespace-unwanted';
import { notServed } from './manifest/not-served';
import { schemaViolation } from './manifest/schema-violation';
import { unwritableValue } from './manifest/unwritable-value';
import type { ClusterRule } from './rule';
import { plainSecret } from './secrets/plain-secret';
import { outsideNamespaces } from './tenancy/outside-namespaces';

/** Rules that say whether an object has a shape that is known: the others rely on it. */
export const shapeRules: readonly ClusterRule[] = [schemaViolation, notServed];

/** Every other rule that looks at one cluster. */
export const clusterRules: readonly ClusterRule[] = [
  duplicate,
  invalidName,
  longName,
  namespaceMissing,
  namespaceUnwanted,
  referenceMissing,
  dependencyMissing,
  dependencyCycle,
  pathMissing,
  foreignSource,
  invalidCidr,
  negativeAmount,
  outsideNamespaces,
  plainSecret,
];

/** Rules that say why a cluster could not be written. Too slow to look before it is tried. */
export const writingRules: readonly ClusterRule[] = [unwritableValue];
