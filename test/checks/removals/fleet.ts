import type { Manifest } from '../../../lib/manifest/manifest';
import { namespaceAnnotations } from '../../../lib/manifest/namespace-annotations';
import { changing, type FleetRemoval, type Removal } from '../removal';

/** By rule over the fleet: the example's clusters without what the rule asks for. */
export const fleetRemovals: Readonly<Record<string, FleetRemoval>> = {
  'flux/branch-per-environment': { 'staging-eu': following('staging'), 'prod-eu': following('prod') },
  'gateway/hostname-on-several-clusters': {
    'staging-eu': granted('billing.acme.io'),
    'prod-eu': granted('billing.acme.io'),
  },
};

function following(branch: string): Removal {
  return changing('GitRepository', 'billing', (manifest) => ({
    ...manifest,
    spec: { ...(manifest.spec as object), ref: { branch } },
  }));
}

function granted(hostname: string): Removal {
  return changing('Namespace', 'billing', ({ metadata, ...rest }): Manifest => {
    const annotations = { ...metadata.annotations, [namespaceAnnotations.hostnames]: hostname };
    return { ...rest, metadata: { ...metadata, annotations } };
  });
}
