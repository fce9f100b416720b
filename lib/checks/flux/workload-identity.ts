import type { ClusterRule } from '../rule';
import { specOf } from './spec-of';

interface Deployment {
  readonly template: { readonly spec?: { readonly containers?: readonly { readonly args?: readonly string[] }[] } };
}

/** The flag by which each controller uses another account than its own where an object names none. */
const accountFlag: Readonly<Record<string, string>> = {
  'source-controller': '--default-service-account',
  'kustomize-controller': '--default-decryption-service-account',
  'notification-controller': '--default-service-account',
  'image-reflector-controller': '--default-service-account',
  'image-automation-controller': '--default-service-account',
};

/** Controllers that let tenants use cloud identities, and their own where none is named. */
export const workloadIdentity: ClusterRule = {
  id: 'flux/workload-identity',
  severity: 'note',
  title: 'Cloud identity of the controller',
  why: "With ObjectLevelWorkloadIdentity an object may name an account of its own; one that names none still uses the controller's cloud identity, a tenant's too.",
  fix: 'Give the controller the flag, or set multitenantWorkloadIdentity on the FluxInstance.',
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
      const flag = accountFlag[metadata.name];
      if (flag === undefined || metadata.labels?.['app.kubernetes.io/part-of'] !== 'flux') continue;
      const args = specOf<Deployment>(object).template?.spec?.containers?.[0]?.args ?? [];
      const gated = args.some(
        (arg) => arg.startsWith('--feature-gates=') && arg.includes('ObjectLevelWorkloadIdentity=true'),
      );
      if (gated && !args.some((arg) => arg.startsWith(`${flag}=`)))
        yield { object, message: `has ObjectLevelWorkloadIdentity and no ${flag}` };
    }
  },
};
