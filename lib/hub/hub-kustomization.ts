import { kustomizationDefaults } from '../flux/defaults';
import { fluxSystem, keepAnnotation, kustomizeController, tenantLabels } from '../flux/names';
import { canonical } from '../manifest/canonical';
import type { Manifest } from '../manifest/manifest';
import type { Owner, Part } from '../object/owner';
import { apiVersionOf } from '../versions/flux';
import type { Cluster } from './cluster';

/** The Flux Kustomization that applies one part of an owner from the rendered tree. */
export function hubKustomization(cluster: Cluster, owner: Owner, part: Part, path: string, sealed: boolean): Manifest {
  const { dependsOn } = part;
  return canonical({
    apiVersion: apiVersionOf(cluster.flux.release, 'Kustomization'),
    kind: 'Kustomization',
    metadata: {
      name: part.kustomization,
      namespace: fluxSystem,
      ...(owner.ownerKind === 'tenant' && { labels: tenantLabels(owner.name) }),
      ...(part.keep && { annotations: keepAnnotation }),
    },
    spec: {
      ...kustomizationDefaults[part.role],
      ...(dependsOn.length > 0 && { dependsOn: [...dependsOn].sort().map((name) => ({ name })) }),
      ...(sealed &&
        cluster.decryption && { decryption: { provider: 'sops', secretRef: { name: cluster.decryption.secret } } }),
      path: `./${path}`,
      serviceAccountName: kustomizeController,
      sourceRef: { kind: 'GitRepository', name: fluxSystem },
    },
  });
}
