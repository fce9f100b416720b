import { ofSpec } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { helmReleases, images, kustomizations } from './resources';

/** Where the kinds name what they take content from. */
const references = ['sourceRef', 'chartRef', 'chart.spec.sourceRef', 'imageRepositoryRef'];

/** What tenants' Flux objects take their content from. */
export const sourceReferences: AdmissionPolicy = {
  name: 'flux-hub-source-references',
  title: 'Sources and charts of another namespace',
  why: "A tenant would apply what is in the platform's or another tenant's repository, with its secrets and its credentials.",
  resources: [
    kustomizations,
    helmReleases,
    images({ ImagePolicy: 'imagepolicies', ImageUpdateAutomation: 'imageupdateautomations' }),
  ],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: ofSpec(references.map(isHere).join(' && ')),
  message: 'Refer to a source of the same namespace: leave out the namespace of the reference.',
};

/** That a reference, as all that leads to it, is left out, or names no other namespace. */
function isHere(reference: string): string {
  const names = ['spec', ...reference.split('.'), 'namespace'];
  const paths = names.map((_, index) => names.slice(0, index + 1).join('.')).slice(1);
  return `(${paths.map((path) => `!has(${path})`).join(' || ')} || ${paths.at(-1)} == object.metadata.namespace)`;
}
