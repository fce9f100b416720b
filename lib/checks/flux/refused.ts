import type { ClusterRule } from '../rule';
import { type FluxKind, fluxKinds } from './kinds';
import { helmRelease, kustomization } from './refusals/appliers';
import { imagePolicy, imageRepository, imageUpdateAutomation } from './refusals/images';
import { provider, receiver } from './refusals/notifications';
import type { Refusals } from './refusals/refusal';
import { artifactGenerator, bucket, gitRepository, helmRepository, ociRepository } from './refusals/sources';

const refusalsOf: Readonly<Partial<Record<FluxKind, Refusals>>> = {
  Kustomization: kustomization,
  HelmRelease: helmRelease,
  GitRepository: gitRepository,
  OCIRepository: ociRepository,
  HelmRepository: helmRepository,
  Bucket: bucket,
  ArtifactGenerator: artifactGenerator,
  ImageRepository: imageRepository,
  ImagePolicy: imagePolicy,
  ImageUpdateAutomation: imageUpdateAutomation,
  Receiver: receiver,
  Provider: provider,
};

/** What the API server takes and the controller does not. */
export const refused: ClusterRule = {
  id: 'flux/refused',
  severity: 'error',
  title: 'Refused by its controller',
  why: 'The API server takes the object, and its controller then reports an error for ever and does nothing.',
  fix: 'Correct the field.',
  see: ['https://fluxcd.io/flux/components/', 'https://fluxcd.io/flux/components/notification/providers/#type'],
  *check({ index, cluster }) {
    for (const [kind, refusals] of Object.entries(refusalsOf) as [FluxKind, Refusals][])
      for (const object of fluxKinds(index, kind))
        for (const { message, fix } of refusals(object, cluster)) yield { object, message, fix };
  },
};
