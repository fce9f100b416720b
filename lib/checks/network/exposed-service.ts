import type { IndexedObject } from '../../manifest/manifest-index';
import { byNamespace } from '../by-namespace';
import type { ClusterRule } from '../rule';
import { limitedBy } from '../tenancy/quota';

interface ServiceSpec {
  readonly type?: string;
  readonly externalName?: string;
  readonly externalIPs?: readonly string[];
}

/** The quota that says how many of a type a namespace may have. */
const grantedBy: Readonly<Record<string, string>> = {
  LoadBalancer: 'services.loadbalancers',
  NodePort: 'services.nodeports',
};

/** A Service of a tenant that opens the cluster, or sends traffic where the tenant wants. */
export const exposedService: ClusterRule = {
  id: 'network/exposed-service',
  severity: 'warning',
  title: 'Service past the gateway',
  why: "It is reached past the gateway and its policies, takes others' traffic (externalIPs), or leads the gateway's to wherever it names.",
  fix: "Make it a ClusterIP behind the platform's gateway; where the tenant is to have load balancers, say so in its quota.",
  see: ['https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    const quotas = byNamespace(index.ofKind('', 'ResourceQuota'));
    for (const object of index.ofKind('', 'Service')) {
      const { namespace = '' } = object.manifest.metadata;
      if (!tenancy.ofNamespace(namespace)) continue;
      const message = exposure(object, limitedBy(quotas.get(namespace) ?? []));
      if (message !== undefined) yield { object, message };
    }
    for (const [group, kind] of [
      ['', 'Endpoints'],
      ['discovery.k8s.io', 'EndpointSlice'],
    ] as const)
      for (const object of index.ofKind(group, kind))
        if (tenancy.ofNamespace(object.manifest.metadata.namespace))
          yield {
            object,
            message: "sends a Service's traffic to addresses that it names itself",
            fix: 'Let a selector on the Service find its Pods; an address outside is reached without a Service.',
          };
  },
};

function exposure({ manifest }: IndexedObject, granted: ReadonlyMap<string, unknown>): string | undefined {
  const { type = 'ClusterIP', externalName, externalIPs = [] } = (manifest.spec ?? {}) as ServiceSpec;
  if (externalIPs.length > 0) return `takes the traffic for ${externalIPs.join(', ')} (spec.externalIPs)`;
  if (type === 'ExternalName') return `leads to ${externalName} (type ExternalName)`;
  const quota = grantedBy[type];
  return quota === undefined || Number(granted.get(quota) ?? 0) > 0 ? undefined : `is of type ${type}`;
}
