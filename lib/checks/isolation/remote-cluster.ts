import { recordsIn, textOf } from '../../rbac/untyped';
import { specOf } from '../flux/spec-of';
import type { ClusterRule } from '../rule';
import { tenantContent } from './tenant-content';

/** A tenant that has Flux act on a cluster of the tenant's choice. */
export const remoteCluster: ClusterRule = {
  id: 'isolation/remote-cluster',
  severity: 'warning',
  title: 'Tenant with a kubeconfig',
  why: "From inside the platform's network the controller connects to an address that the tenant names, and may log in there with its own cloud identity.",
  fix: 'Remove spec.kubeConfig, and run Flux on that cluster; where it is meant, let the platform own the object.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#kubeconfig-remote-clusters'],
  *check(facts) {
    for (const { object, tenant, isOwn } of tenantContent(facts)) {
      const [config] = recordsIn([specOf<{ kubeConfig: unknown }>(object).kubeConfig]);
      if (!isOwn || !config) continue;
      const [field = 'kubeConfig'] = ['secretRef', 'configMapRef'].filter((one) => config[one] !== undefined);
      const [ref] = recordsIn([config[field]]);
      yield {
        object,
        message: `names ${textOf(ref?.name)} in spec.kubeConfig.${field}, and is tenant ${tenant.name}'s`,
      };
    }
  },
};
