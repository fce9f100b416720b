import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { specOf } from './spec-of';

/** Kinds that take much along when they go: to keep them is prudence. */
const kept = ['CustomResourceDefinition', 'Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass'];

/** A Kustomization that deletes nothing. */
export const pruneOff: ClusterRule = {
  id: 'flux/prune-off',
  severity: 'warning',
  title: 'Pruning is off',
  why: 'What is removed from the repo stays on the cluster: a right that was taken back still holds, and nobody sees it in Git.',
  fix: 'Set prune: true, and keep single objects with the annotation kustomize.toolkit.fluxcd.io/prune: disabled.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#prune'],
  *check({ index, applierOf }) {
    const off = fluxKinds(index, 'Kustomization').filter(
      (object) => specOf<{ prune: boolean }>(object).prune === false,
    );
    if (off.length === 0) return;
    const applied = new Map<IndexedObject, string[]>(off.map((object) => [object, []]));
    for (const object of index.objects) {
      const applier = applierOf(object);
      if (applier) applied.get(applier)?.push(object.manifest.kind);
    }
    for (const [object, kinds] of applied)
      if (!keepsOnly(object, kinds)) yield { object, message: 'sets prune to false' };
  },
};

/** Whether all that it applies is to be kept; of another repo's folder its name tells. */
function keepsOnly(object: IndexedObject, kinds: readonly string[]): boolean {
  if (kinds.length > 0) return kinds.every((kind) => kept.includes(kind));
  const { path = '' } = specOf<{ path: string }>(object);
  return /\bcrds?\b/i.test(`${object.manifest.metadata.name} ${path}`);
}
