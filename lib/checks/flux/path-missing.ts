import { resolveIn } from '../../tree/path';
import type { ClusterRule } from '../rule';

/** A Kustomization on the hub repo whose folder is not there. */
export const pathMissing: ClusterRule = {
  id: 'flux/path-missing',
  severity: 'error',
  title: 'Path to nothing',
  why: 'The Kustomization never becomes ready: Flux finds no such folder in the source. A path that leaves the source it takes from the root, and perhaps finds another folder than is meant.',
  fix: 'Correct the path, or add the folder to the repo.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#path'],
  *check({ index, hubSources, hasFolder }) {
    for (const object of index.ofKind('kustomize.toolkit.fluxcd.io', 'Kustomization')) {
      const { sourceRef, path: folder = './' } = (object.manifest.spec ?? {}) as {
        sourceRef?: { kind?: string; name?: string; namespace?: string };
        path?: string;
      };
      const namespace = sourceRef?.namespace ?? object.manifest.metadata.namespace;
      const ofHub = hubSources.has(`${sourceRef?.kind}/${namespace}/${sourceRef?.name}`);
      const inside = resolveIn('', folder.replace(/^\/+/, ''));
      if (inside === undefined) yield { object, message: `has the path ${folder}, which leaves the source` };
      else if (ofHub && !hasFolder(inside))
        yield { object, message: `has the path ${folder}, which the hub repo does not have` };
    }
  },
};
