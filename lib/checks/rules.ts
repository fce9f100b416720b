import { dependencyCycle } from './flux/dependency-cycle';
import { dependsOn } from './flux/depends-on';
import { path } from './flux/path';
import { reference } from './flux/reference';
import { duplicate } from './manifest/duplicate';
import { nameLength } from './manifest/name-length';
import { namespaceMissing } from './manifest/namespace';
import { schema } from './manifest/schema';
import { served } from './manifest/served';
import type { ClusterRule } from './rule';

/** Every rule that looks at one cluster. */
export const clusterRules: readonly ClusterRule[] = [
  schema,
  served,
  duplicate,
  nameLength,
  namespaceMissing,
  reference,
  dependsOn,
  dependencyCycle,
  path,
];
