import type { ClusterRule } from '../rule';

/** One identity, two manifests: which one wins would be chance. */
export const duplicate: ClusterRule = {
  id: 'manifest/duplicate',
  severity: 'error',
  title: 'One object rendered twice',
  why: 'Two Flux Kustomizations that apply one object overwrite each other for ever, and pruning one deletes what the other needs.',
  fix: 'Remove one of them, or give it another name.',
  see: ['https://github.com/fluxcd/kustomize-controller/issues/1724'],
  *check({ index }) {
    for (const { first, again } of index.duplicates)
      yield {
        object: again,
        message: `is already rendered by ${first.owner ?? first.construct ?? first.file}`,
        also: first.origin(),
      };
  },
};
