import { dependencyCycle } from './flux/dependency-cycle';
import { dependsOn } from './flux/depends-on';
import { path } from './flux/path';
import { reference } from './flux/reference';
import { cidr } from './kubernetes/cidr';
import { negativeAmount } from './kubernetes/negative-amount';
import { duplicate } from './manifest/duplicate';
import { name } from './manifest/name';
import { nameLength } from './manifest/name-length';
import { namespaceMissing } from './manifest/namespace';
import { schema } from './manifest/schema';
import { served } from './manifest/served';
import { writable } from './manifest/writable';
import type { ClusterRule } from './rule';

/** Every rule that looks at one cluster. */
export const clusterRules: readonly ClusterRule[] = [
  schema,
  served,
  duplicate,
  name,
  nameLength,
  namespaceMissing,
  reference,
  dependsOn,
  dependencyCycle,
  path,
  cidr,
  negativeAmount,
];

/** Rules that say why a cluster could not be written. Too slow to look before it is tried. */
export const writingRules: readonly ClusterRule[] = [writable];
