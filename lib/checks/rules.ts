import { fluxRules } from './flux/rules';
import { gatewayRules } from './gateway/rules';
import { isolationRules } from './isolation/rules';
import { kubernetesRules } from './kubernetes/rules';
import { notServed } from './manifest/not-served';
import { manifestRules } from './manifest/rules';
import { schemaViolation } from './manifest/schema-violation';
import { unwritableValue } from './manifest/unwritable-value';
import { networkRules } from './network/rules';
import { ofKnownValues } from './of-known-values';
import type { ClusterRule } from './rule';
import { secretsRules } from './secrets/rules';
import { tenancyRules } from './tenancy/rules';

/** Rules that say whether an object has a shape that is known: the others rely on it. */
export const shapeRules: readonly ClusterRule[] = [schemaViolation, notServed].map(ofKnownValues);

/** Every other rule that looks at one cluster. */
export const clusterRules: readonly ClusterRule[] = [
  ...manifestRules,
  ...fluxRules,
  ...kubernetesRules.map(ofKnownValues),
  ...tenancyRules,
  ...isolationRules,
  ...networkRules,
  ...gatewayRules,
  ...secretsRules,
];

/** Rules that say why a cluster could not be written. Too slow to look before it is tried. */
export const writingRules: readonly ClusterRule[] = [unwritableValue];

/** All that look at one cluster. */
export const allRules: readonly ClusterRule[] = [...shapeRules, ...clusterRules, ...writingRules];
