import { kustomizationDefaults } from '../flux/defaults';
import { fluxSystem, keepAnnotation, kustomizeController, tenantLabels } from '../flux/names';
import type { Manifest } from '../manifest/manifest';
import type { Owner, Part } from '../object/owner';
import { apiVersionOf } from '../versions/flux';
import type { Cluster } from './cluster';

/**
 * The Flux Kustomization that applies one part of an owner from the rendered tree. Encrypted files of a tenant are copied
 * without the hub's labels, so it adds them: the guard looks for them.
 */
export function hubKustomization(
  cluster: Cluster,
  owner: Owner,
  part: Part,
  path: string,
  encrypted: boolean,
): Manifest {
  const { decryption, flux } = cluster;
  const { deletionPolicy, interval, prune, retryInterval, timeout, wait } = kustomizationDefaults[part.role];
  const labels = owner.ownerKind === 'tenant' ? tenantLabels(owner.name) : undefined;
  const secrets = encrypted && decryption;
  // In the order in which it is written: there is one for each part of each tenant.
  return {
    apiVersion: apiVersionOf(flux.release, 'Kustomization'),
    kind: 'Kustomization',
    metadata: {
      name: part.kustomization,
      namespace: fluxSystem,
      ...(part.keep && { annotations: keepAnnotation }),
      ...(labels && { labels }),
    },
    spec: {
      ...(encrypted && labels && { commonMetadata: { labels } }),
      ...(secrets && { decryption: { provider: 'sops', secretRef: { name: secrets.secret } } }),
      deletionPolicy,
      ...(part.dependsOn.length > 0 && { dependsOn: [...part.dependsOn].sort().map((name) => ({ name })) }),
      interval,
      path: `./${path}`,
      prune,
      retryInterval,
      serviceAccountName: kustomizeController,
      sourceRef: { kind: 'GitRepository', name: fluxSystem },
      timeout,
      wait,
    },
  };
}
