import type { FleetRule } from '../rule';
import { branchPerEnvironment } from './branch-per-environment';
import { hostnameOnSeveralClusters } from './hostname-on-several-clusters';

/** Every rule that looks at the clusters of a fleet together. */
export const fleetRules: readonly FleetRule[] = [branchPerEnvironment, hostnameOnSeveralClusters];
