import { selectsAll } from '../../manifest/label-selector';
import type { IndexedObject } from '../../manifest/manifest-index';
import { byNamespace } from '../by-namespace';
import type { ClusterRule } from '../rule';
import { tenantNamespaces } from '../tenancy/tenant-namespaces';
import { closedBy, type Direction, type NetworkPolicySpec, ruledElsewhere } from './isolation';

/** A tenant's namespace that is open where nobody has thought of it. */
export const defaultDenyMissing: ClusterRule = {
  id: 'network/default-deny-missing',
  severity: 'warning',
  title: 'No default-deny',
  why: "Every Pod of the cluster may connect to the tenant's, or its Pods to everything: other tenants, the platform, the cloud's metadata.",
  fix: 'Add a NetworkPolicy with an empty podSelector and policyTypes [Ingress, Egress], or let Tenant do it.',
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies'],
  *check(facts) {
    if (facts.tenancy.tenants.length === 0) return;
    const elsewhere = ruledElsewhere(facts.index);
    if (elsewhere === 'everywhere') return;
    const policies = byNamespace(facts.index.ofKind('networking.k8s.io', 'NetworkPolicy'));
    for (const { name, object } of tenantNamespaces(facts)) {
      const closed = (policies.get(name) ?? []).flatMap(closedForAll);
      const open = (['Ingress', 'Egress'] as const).filter((direction) => !closed.includes(direction));
      if (open.length > 0 && !elsewhere.has(name))
        yield { object, message: `has no NetworkPolicy that denies ${open.join(' and ').toLowerCase()} to all Pods` };
    }
  },
};

function closedForAll({ manifest }: IndexedObject): readonly Direction[] {
  const spec = (manifest.spec ?? {}) as NetworkPolicySpec;
  return selectsAll(spec.podSelector) ? closedBy(spec) : [];
}
