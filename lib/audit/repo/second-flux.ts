import { findingObject } from '../../manifest/finding';
import { formatId, idOf } from '../../manifest/object-id';
import type { TreeCluster, TreeObject } from '../../tree/tree';
import { located } from '../located';
import type { RepoRule } from './repo-rule';

/** A cluster with more than one Flux. */
export const secondFlux: RepoRule = {
  id: 'repo/second-flux',
  severity: 'error',
  title: 'Second Flux on a cluster',
  why: 'Both have the same CRDs, and each reconciles the objects of the other: the newer one changes them under the older.',
  fix: 'Keep one, and give tenants a namespace and a ServiceAccount instead of a Flux of their own.',
  see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  *check({ clusters }) {
    for (const cluster of clusters.flatMap(located)) {
      const [first, ...others] = installationsIn(cluster);
      if (!first) continue;
      for (const { manifest, file, line } of others) {
        const id = idOf(manifest);
        yield {
          cluster: cluster.name,
          object: findingObject(manifest.apiVersion, id),
          file,
          line,
          message: `${formatId(id)} installs Flux on cluster ${cluster.name}, as ${formatId(idOf(first.manifest))} does`,
        };
      }
    }
  },
};

/** Controllers of sources, but for shards of one; or else the objects that the operator makes them of. */
function installationsIn({ objects }: TreeCluster): TreeObject[] {
  const instances = objects.filter(({ manifest: { kind, apiVersion } }) => {
    return kind === 'FluxInstance' && apiVersion.startsWith('fluxcd.controlplane.io/');
  });
  const controllers = objects.filter(
    ({ manifest: { kind, metadata } }) =>
      kind === 'Deployment' &&
      metadata.name === 'source-controller' &&
      metadata.labels?.['app.kubernetes.io/part-of'] === 'flux',
  );
  return [...instances, ...controllers];
}
