import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';

/** One identity, two manifests: which one wins would be chance. */
export const duplicate: ClusterRule = {
  id: 'manifest/duplicate',
  severity: 'error',
  title: 'One object rendered twice',
  why: 'Two Flux Kustomizations that apply one object overwrite each other for ever, and pruning one deletes what the other needs.',
  fix: 'Remove one of them, or give it another name.',
  see: ['https://github.com/fluxcd/kustomize-controller/issues/1724'],
  *check({ index, applierOf }) {
    const applied = (object: IndexedObject) => {
      const applier = applierOf(object);
      return applier && formatId(idOf(applier.manifest));
    };
    for (const { first, again } of index.duplicates)
      yield {
        object: again,
        message: twice(first, applied(first), applied(again)),
        also: first.origin(),
      };
  },
};

/** Of what we render its owners are known; of what was read, what applies it. */
function twice(
  { owner, construct, file }: IndexedObject,
  applier: string | undefined,
  other: string | undefined,
): string {
  if (owner === undefined && construct === undefined && applier !== undefined && other !== undefined)
    return applier === other ? `is applied twice by ${applier}` : `is applied by ${applier} and by ${other}`;
  return `is already rendered by ${owner ?? construct ?? file}`;
}
