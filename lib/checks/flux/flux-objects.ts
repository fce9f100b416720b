import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { shared } from '../facts/shared';

const kinds: readonly [group: string, kind: string][] = [
  ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
  ['helm.toolkit.fluxcd.io', 'HelmRelease'],
  ['source.toolkit.fluxcd.io', 'GitRepository'],
  ['source.toolkit.fluxcd.io', 'OCIRepository'],
  ['source.toolkit.fluxcd.io', 'HelmRepository'],
  ['source.toolkit.fluxcd.io', 'Bucket'],
];

/** The Flux objects that refer to others. */
export const fluxObjects = shared((index: ManifestIndex): readonly IndexedObject[] =>
  kinds.flatMap(([group, kind]) => index.ofKind(group, kind)),
);

/** The two kinds that wait for each other: each for its own kind only. */
export const appliers = kinds.slice(0, 2);
