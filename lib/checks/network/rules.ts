import type { ClusterRule } from '../rule';
import { allowAll } from './allow-all';
import { defaultDenyMissing } from './default-deny-missing';
import { exposedService } from './exposed-service';
import { fluxOpen } from './flux-open';

/** Who may talk to whom. */
export const networkRules: readonly ClusterRule[] = [defaultDenyMissing, allowAll, exposedService, fluxOpen];
