import { findingObject } from '../../manifest/finding';
import { groupOf } from '../../manifest/manifest';
import { formatId, idOf } from '../../manifest/object-id';
import { isWithin, shown } from '../../tree/path';
import type { TreeCluster, TreeObject } from '../../tree/tree';
import type { RepoRule } from './repo-rule';

/** A cluster's folder that holds more than what points elsewhere. */
export const workloadInClusterFolder: RepoRule = {
  id: 'repo/workload-in-cluster-folder',
  severity: 'note',
  title: 'More than Kustomizations in a cluster folder',
  why: 'The folder is the list of what runs on the cluster; what is applied by it directly has no order, no identity and no health of its own.',
  fix: 'Move it to a folder of its own, and let a Flux Kustomization in the cluster folder apply that.',
  see: ['https://fluxcd.io/flux/guides/repository-structure/'],
  *check({ clusters }) {
    for (const cluster of clusters)
      for (const { manifest, file, line } of cluster.objects.filter((object) => isDirect(object, cluster))) {
        const id = idOf(manifest);
        yield {
          cluster: cluster.name,
          object: findingObject(manifest.apiVersion, id),
          file,
          line,
          message: `${formatId(id)} lies in ${shown(cluster.folder)}, the folder of cluster ${cluster.name}`,
        };
      }
  },
};

/** Groups of what Flux is told by: what to apply, from where, and whom to tell. */
const ofFlux = /(?:^|\.)toolkit\.fluxcd\.io$|^source\.extensions\.fluxcd\.io$|^fluxcd\.controlplane\.io$/;

function isDirect({ manifest, file, kustomization }: TreeObject, { folder, fluxSystem, kustomizations }: TreeCluster) {
  const own = kustomization === kustomizations[0]?.key && file !== undefined && isWithin(file, folder);
  const ofBootstrap = fluxSystem !== undefined && isWithin(file ?? '', fluxSystem.folder);
  return (
    own && !ofBootstrap && !ofFlux.test(groupOf(manifest.apiVersion)) && manifest.metadata.namespace !== 'flux-system'
  );
}
