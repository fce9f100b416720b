import { kustomizationDefaults } from '../flux/defaults';
import { fluxSystem, keepAnnotation, kustomizeController, tenantLabels } from '../flux/names';
import { canonical } from '../manifest/canonical';
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
  const labels = owner.ownerKind === 'tenant' ? tenantLabels(owner.name) : undefined;
  return canonical({
    apiVersion: apiVersionOf(flux.release, 'Kustomization'),
    kind: 'Kustomization',
    metadata: {
      name: part.kustomization,
      namespace: fluxSystem,
      ...(labels && { labels }),
      ...(part.keep && { annotations: keepAnnotation }),
    },
    // what is undefined is left out
    spec: {
      ...kustomizationDefaults[part.role],
      commonMetadata: encrypted && labels ? { labels } : undefined,
      decryption: encrypted && decryption ? { provider: 'sops', secretRef: { name: decryption.secret } } : undefined,
      dependsOn: part.dependsOn.length > 0 ? [...part.dependsOn].sort().map((name) => ({ name })) : undefined,
      path: `./${path}`,
      serviceAccountName: kustomizeController,
      sourceRef: { kind: 'GitRepository', name: fluxSystem },
    },
  });
}
