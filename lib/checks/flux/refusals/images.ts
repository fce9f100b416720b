import { specOf } from '../spec-of';
import type { Refusals } from './refusal';
import { versionIn } from './sources';

/** What image-reflector-controller refuses of an ImageRepository. */
export const imageRepository: Refusals = function* (object) {
  const { image = '' } = specOf<{ image: string }>(object);
  if (image.includes('://'))
    yield { message: `has the image ${image}, with a scheme`, fix: `Write ${image.slice(image.indexOf('://') + 3)}.` };
  const version = versionIn(image.slice(image.indexOf('://') + 1));
  if (version)
    yield {
      message: `has the image ${image}, with ${version}`,
      fix: 'Leave it out: an ImagePolicy chooses among the tags.',
    };
};

/** What image-reflector-controller refuses of an ImagePolicy. */
export const imagePolicy: Refusals = function* (object) {
  const { policy = {} } = specOf<{ policy: Readonly<Record<string, unknown>> }>(object);
  if (!policy.semver && !policy.alphabetical && !policy.numerical)
    yield { message: 'has no policy', fix: 'Set one of semver, alphabetical and numerical.' };
};

interface Automating {
  readonly git: { readonly commit?: { readonly messageTemplate?: string } };
}

/** What image-automation-controller refuses of an ImageUpdateAutomation. */
export const imageUpdateAutomation: Refusals = function* (object) {
  const { git } = specOf<Automating>(object);
  if (!git) yield { message: 'has no git', fix: 'Set spec.git: who commits, and where it pushes to.' };
  const { messageTemplate = '' } = git?.commit ?? {};
  if (/\{\{[^}]*\.Updated\b/.test(messageTemplate))
    yield { message: 'has .Updated in the template of its commits, which Flux has no more', fix: 'Use .Changed.' };
};
