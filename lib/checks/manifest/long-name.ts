import { holdsUnknown } from '../../manifest/unknown-variables';
import type { ClusterRule } from '../rule';

/** Kinds whose names Flux puts into labels. */
const limit = 63;
const limited: readonly [group: string, kind: string][] = [
  ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
  ['helm.toolkit.fluxcd.io', 'HelmRelease'],
];

/** A name that the API server admits and Flux cannot put into the labels of what it applies. */
export const longName: ClusterRule = {
  id: 'manifest/long-name',
  severity: 'error',
  title: 'Name too long',
  why: 'Flux labels every object it applies with the name of its Kustomization or HelmRelease, and a label holds 63 characters.',
  fix: 'Give it a shorter name.',
  see: ['https://github.com/fluxcd/flux2/issues/2004'],
  *check({ index }) {
    for (const [group, kind] of limited)
      for (const object of index.ofKind(group, kind)) {
        const { name } = object.manifest.metadata;
        const { length } = name;
        if (length > limit && !holdsUnknown(object, name))
          yield { object, message: `has a name of ${length} characters; ${limit} are the most` };
      }
  },
};
