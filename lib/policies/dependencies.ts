import { type AdmissionPolicy, writes } from './policy';
import { helmReleases, kustomizations } from './resources';

/** What tenants' Flux objects wait for. Flux itself lets them name what they like. */
export const dependencies: AdmissionPolicy = {
  name: 'flux-hub-dependencies',
  title: 'Dependencies in another namespace',
  why: 'A tenant would learn whether what belongs to others is ready, and by `readyExpr` what it says.',
  resources: [kustomizations, helmReleases],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression:
    '!has(object.spec.dependsOn) || ' +
    'object.spec.dependsOn.all(one, !has(one.namespace) || one.namespace == object.metadata.namespace)',
  message: 'Depend on objects of the same namespace only: leave out the namespace in spec.dependsOn.',
};
