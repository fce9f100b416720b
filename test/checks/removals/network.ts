import { adding, changing, type Removal, without } from '../removal';

const apps = 'deploy/tenants/staging-eu/billing/apps/sync.yaml';

/** By rule: the example's staging cluster without what the rule asks for. */
export const networkRemovals: Readonly<Record<string, Removal>> = {
  'network/default-deny-missing': without('NetworkPolicy', 'billing'),
  'network/allow-all': changing('NetworkPolicy', 'allow-dns', (policy) => ({
    ...policy,
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{}] },
  })),
  'network/exposed-service': adding(apps, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'elsewhere', namespace: 'billing' },
    spec: { type: 'ExternalName', externalName: 'api.search.svc.cluster.local' },
  }),
  'network/flux-open': without('NetworkPolicy', 'flux-system'),
};
