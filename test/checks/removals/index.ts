import type { Removal } from '../removal';
import { fluxRemovals } from './flux';
import { gatewayRemovals } from './gateway';
import { isolationRemovals } from './isolation';
import { kubernetesRemovals } from './kubernetes';
import { manifestRemovals } from './manifest';
import { networkRemovals } from './network';
import { secretsRemovals } from './secrets';
import { tenancyRemovals } from './tenancy';

/** By rule: the example's staging cluster without what the rule asks for. */
export const removals: Readonly<Record<string, Removal>> = {
  ...fluxRemovals,
  ...gatewayRemovals,
  ...isolationRemovals,
  ...kubernetesRemovals,
  ...manifestRemovals,
  ...networkRemovals,
  ...secretsRemovals,
  ...tenancyRemovals,
};
