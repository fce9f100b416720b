import type { KustomizationRole } from '../object/kustomization-role';
import type { Duration } from './duration';

/** The fields of a Flux Kustomization that have a default by role. */
export interface KustomizationDefaults {
  /** How often drift is corrected. */
  readonly interval: Duration;
  /** How soon a failure is tried again. */
  readonly retryInterval: Duration;
  /** How long applying and waiting may take. */
  readonly timeout: Duration;
  /** Whether it is ready only when all that it applies is. */
  readonly wait: boolean;
  /** Whether what vanishes from the source is deleted. */
  readonly prune: boolean;
  /** What happens to its objects when it is deleted itself. */
  readonly deletionPolicy: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
}

const platform: KustomizationDefaults = {
  interval: '1h',
  retryInterval: '1m',
  timeout: '10m',
  wait: true,
  prune: true,
  deletionPolicy: 'MirrorPrune',
};
const tenant: KustomizationDefaults = { ...platform, interval: '10m', timeout: '5m', wait: false };

/** Defaults of every Flux Kustomization, by role; printed in docs/defaults.md. */
export const kustomizationDefaults: Readonly<Record<KustomizationRole, KustomizationDefaults>> = {
  infra: platform,
  'infra-config': platform,
  tenant,
  'tenant-apps': tenant,
  app: tenant,
};

/** How often a source looks for a new revision. */
export const sourceInterval: Duration = '1m';

/** Defaults of every HelmRelease; printed in docs/defaults.md. */
export const helmReleaseDefaults = {
  interval: '1h',
  timeout: '10m',
  retries: 3,
} as const satisfies { readonly interval: Duration; readonly timeout: Duration; readonly retries: number };
