import type { ReportedTexts } from './reported-text';

/** What platform services report. */
export const platformTexts: ReportedTexts = {
  'platform/custom-resource-too-early': {
    title: 'Custom resource beside what brings its CRD',
    why: 'Flux tries out a folder as a whole before it applies it: a kind that is not there yet fails all of it, what would bring the kind included.',
    fix: "Create it in the service's `config`, which is applied after the service.",
    see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  },
  'platform/empty': {
    severity: 'warning',
    title: 'Service of nothing',
    why: 'It renders no object: what was meant to be there is not.',
    fix: 'Give it a chart, a source or an object, or remove it.',
  },
  'platform/reserved-name': {
    title: "Service of the name of Flux's own objects",
    why: 'Its objects would replace those that Flux was bootstrapped with.',
    fix: 'Give the service another name.',
  },
  'platform/reserved-namespace': {
    title: 'Namespace that is there without the hub',
    why: 'Kubernetes or Flux makes it: a hub that renders it, and stops doing so, deletes it.',
    fix: 'Leave `createNamespace` away.',
  },
  'platform/unused-option': {
    title: 'Option without effect',
    why: 'It belongs to a chart or a source that the service does not have.',
    fix: 'Give the service what the option is for, or leave it out.',
  },
};
