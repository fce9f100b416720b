import type { Finding } from '../manifest/finding';
import type { DeployTree } from './deploy-tree';
import type { ClusterPlan } from './plan';
import { enumerate } from './problem';

const keepAnnotation = 'kustomize.toolkit.fluxcd.io/prune: disabled';

/**
 * Warns of files that go while what they hold is kept by Flux, as with a tenant whose code is deleted without `retire`:
 * a slip deletes nothing, and who means it must know.
 */
export function keptObjects({ cluster, deletes }: ClusterPlan, tree: DeployTree): Finding[] {
  const kept = deletes.filter((path) => tree.read(path)?.includes(keepAnnotation));
  if (kept.length === 0) return [];
  return [
    {
      rule: 'publish/kept-on-cluster',
      severity: 'warning',
      message: `What ${enumerate(kept)} holds stays on ${cluster}: Flux does not prune it.`,
      fix: "To remove a tenant, publish it with `retire: 'apps'` first, then with `retire: 'identity'`, and delete it then.",
      cluster,
    },
  ];
}
