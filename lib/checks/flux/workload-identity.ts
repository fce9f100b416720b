import { argumentsOf } from '../facts/arguments-of';
import type { ClusterRule } from '../rule';
import { specOf } from './spec-of';

/** The flags by which each controller uses another account than its own where an object names none. */
const accountFlags: Readonly<Record<string, readonly string[]>> = {
  'source-controller': ['--default-service-account'],
  'kustomize-controller': ['--default-decryption-service-account', '--default-kubeconfig-service-account'],
  'helm-controller': ['--default-kubeconfig-service-account'],
  'notification-controller': ['--default-service-account'],
  'image-reflector-controller': ['--default-service-account'],
  'image-automation-controller': ['--default-service-account'],
};

/** Controllers that let tenants use cloud identities, and their own where none is named. */
export const workloadIdentity: ClusterRule = {
  id: 'flux/workload-identity',
  severity: 'note',
  title: 'Cloud identity of the controller',
  why: "With ObjectLevelWorkloadIdentity an object may name an account of its own; one that names none still uses the controller's cloud identity, a tenant's too.",
  fix: 'Give the controller what it lacks, or set multitenantWorkloadIdentity on the FluxInstance.',
  see: ['https://fluxcd.io/flux/installation/configuration/workload-identity/'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    for (const object of index.ofKind('fluxcd.controlplane.io', 'FluxInstance')) {
      const { objectLevelWorkloadIdentity: some, multitenantWorkloadIdentity: all } =
        specOf<{ cluster: Readonly<Record<string, unknown>> }>(object).cluster ?? {};
      if (some && !all) yield { object, message: 'has objectLevelWorkloadIdentity and no multitenantWorkloadIdentity' };
    }
    for (const object of index.ofKind('apps', 'Deployment')) {
      const { metadata } = object.manifest;
      const flags = accountFlags[metadata.name];
      if (flags === undefined || metadata.labels?.['app.kubernetes.io/part-of'] !== 'flux') continue;
      const args = argumentsOf(object.manifest);
      const gated = args.some(
        (arg) => arg.startsWith('--feature-gates=') && arg.includes('ObjectLevelWorkloadIdentity=true'),
      );
      const lacking = flags.filter((flag) => !args.some((arg) => arg.startsWith(`${flag}=`)));
      if (gated && lacking.length > 0)
        yield { object, message: `has ObjectLevelWorkloadIdentity and no ${lacking.join(', no ')}` };
    }
  },
};
