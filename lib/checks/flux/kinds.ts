import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';

const sourceGroup = 'source.toolkit.fluxcd.io';
const imageGroup = 'image.toolkit.fluxcd.io';
const notificationGroup = 'notification.toolkit.fluxcd.io';

/** The API group of each kind of Flux that rules look at. */
const groups = {
  Kustomization: 'kustomize.toolkit.fluxcd.io',
  HelmRelease: 'helm.toolkit.fluxcd.io',
  GitRepository: sourceGroup,
  OCIRepository: sourceGroup,
  HelmRepository: sourceGroup,
  HelmChart: sourceGroup,
  Bucket: sourceGroup,
  ImageRepository: imageGroup,
  ImagePolicy: imageGroup,
  ImageUpdateAutomation: imageGroup,
  Alert: notificationGroup,
  Provider: notificationGroup,
  Receiver: notificationGroup,
  ArtifactGenerator: 'source.extensions.fluxcd.io',
} as const;

/** A kind of Flux. */
export type FluxKind = keyof typeof groups;

/** All objects of some kinds of Flux. */
export function fluxKinds(index: ManifestIndex, ...kinds: readonly FluxKind[]): readonly IndexedObject[] {
  const found = kinds.map((kind) => index.ofKind(groups[kind], kind)).filter(({ length }) => length > 0);
  const [first = [], ...others] = found;
  return others.length === 0 ? first : found.flat();
}
