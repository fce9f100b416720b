import { ofSpec } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { images, sources } from './resources';

/** Ways in which sources reach other addresses than that of their URL. */
export const sourceDetours: AdmissionPolicy = {
  name: 'flux-hub-source-detours',
  title: 'Sources with submodules, a proxy or a token service',
  why: 'Each is one more address that Flux calls, which the URL does not tell.',
  resources: [
    sources({ Bucket: 'buckets', GitRepository: 'gitrepositories', OCIRepository: 'ocirepositories' }),
    images({ ImageRepository: 'imagerepositories' }),
  ],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: ofSpec(
    '!has(spec.proxySecretRef) && !has(spec.sts) && (!has(spec.recurseSubmodules) || spec.recurseSubmodules == false)',
  ),
  message: 'Leave out spec.recurseSubmodules, spec.proxySecretRef and spec.sts.',
};
