import type { KustomizationSpec } from '../../imports/kustomize.toolkit.fluxcd.io';

/** The fields of a Flux Kustomization that Flux adds to a folder's own kustomization; `targetNamespace` is told of each app. */
export const buildFields = [
  'namePrefix',
  'nameSuffix',
  'patches',
  'images',
  'components',
  'ignoreMissingComponents',
  'buildMetadata',
] as const satisfies readonly (keyof KustomizationSpec)[];

/**
 * What an app is built with besides the kustomization of its folder, as the hub has it. `components` are relative to that folder.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#generate-kustomizationyaml
 */
export type BuildContract = Pick<KustomizationSpec, (typeof buildFields)[number]>;
