import { matchesLabels } from '../../../lib/manifest/label-selector';
import type { KubernetesApi, LiveObject } from '../harness/kubernetes-api';
import { until } from '../harness/until';

interface ClusterRole extends LiveObject {
  readonly rules?: readonly object[] | null;
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly object[] };
}

/** Waits until every ClusterRole that gathers others has their rules: a controller puts them there, one role after the other. */
export async function rulesGathered(api: KubernetesApi): Promise<void> {
  await until('the rules of ClusterRoles that gather others', async () => {
    const roles = (await api.list({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
    })) as ClusterRole[];
    return roles.every((role) => hasAll(role, roles)) || undefined;
  });
}

function hasAll({ aggregationRule, metadata, rules }: ClusterRole, roles: readonly ClusterRole[]): boolean {
  const selectors = aggregationRule?.clusterRoleSelectors ?? [];
  const own = new Set(rules?.map((rule) => JSON.stringify(rule)));
  return roles
    .filter((other) => other.metadata.name !== metadata.name)
    .filter((other) => selectors.some((selector) => matchesLabels(selector, other.metadata.labels ?? {})))
    .every((other) => (other.rules ?? []).every((rule) => own.has(JSON.stringify(rule))));
}
