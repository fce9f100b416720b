import { idOf, keyOf } from '../../manifest/object-id';
import { appliedAs } from '../facts/applied-as';
import { appliers } from '../flux/flux-objects';
import type { ClusterRule } from '../rule';

/** The ServiceAccount that Flux applies a tenant's code as, whose token Pods are given. */
export const tokenMounted: ClusterRule = {
  id: 'tenancy/token-mounted',
  severity: 'warning',
  title: "Reconciler's token in Pods",
  why: 'A hole in one app then gives the rights to change all that the tenant has, its Secrets among them.',
  fix: 'Set automountServiceAccountToken: false on it, and let Pods use another; Tenant does so.',
  see: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  ],
  *check({ index, tenancy, flux }) {
    const used = new Set<string>();
    for (const [group, kind] of appliers)
      for (const { manifest } of index.ofKind(group, kind)) {
        const account = appliedAs(manifest, flux);
        if (account !== 'controller') used.add(keyOf({ group: '', kind: 'ServiceAccount', ...account }));
      }
    for (const object of index.ofKind('', 'ServiceAccount')) {
      const { metadata, automountServiceAccountToken } = object.manifest;
      if (automountServiceAccountToken === false || !tenancy.ofNamespace(metadata.namespace)) continue;
      if (!used.has(keyOf(idOf(object.manifest)))) continue;
      const pods = metadata.name === 'default' ? 'every Pod that names no other' : 'the Pods that name it';
      yield { object, message: `is what Flux applies with, and its token is mounted into ${pods}` };
    }
  },
};
