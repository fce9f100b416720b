import { selectsAll } from '../../manifest/label-selector';
import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterRule } from '../rule';
import { closedBy, type NetworkPolicySpec, ruledElsewhere } from './isolation';

/** Flux's artifacts, the code and manifests of all tenants, for whoever can connect to it. */
export const fluxOpen: ClusterRule = {
  id: 'network/flux-open',
  severity: 'warning',
  title: 'Flux open to every Pod',
  why: "Source-controller hands out every source's content to whoever asks: a Pod of one tenant downloads the repos of all.",
  fix: 'Keep the NetworkPolicies that Flux installs: no --network-policy=false, and networkPolicy: true in a FluxInstance.',
  see: ['https://fluxcd.io/flux/installation/configuration/optional-components/#network-policies'],
  *check({ index, tenancy, flux }) {
    if (tenancy.tenants.length === 0) return;
    for (const object of index.ofKind('fluxcd.controlplane.io', 'FluxInstance')) {
      const { cluster } = (object.manifest.spec ?? {}) as { readonly cluster?: { readonly networkPolicy?: boolean } };
      if (cluster?.networkPolicy === false) yield { object, message: 'sets spec.cluster.networkPolicy to false' };
    }
    const id = { group: 'apps', kind: 'Deployment', namespace: flux.namespace, name: 'source-controller' };
    const object = index.get(id);
    const elsewhere = object ? ruledElsewhere(index) : 'everywhere';
    if (!object || elsewhere === 'everywhere' || elsewhere.has(flux.namespace)) return;
    const labels = podLabels(object);
    const closed = index
      .ofKind('networking.k8s.io', 'NetworkPolicy')
      .some(({ manifest }) => manifest.metadata.namespace === flux.namespace && closes(manifest.spec, labels));
    if (!closed) yield { object, message: 'has no NetworkPolicy that says who may connect to it' };
  },
};

function podLabels({ manifest }: IndexedObject): Readonly<Record<string, string>> {
  const { template } = (manifest.spec ?? {}) as {
    readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } };
  };
  return template?.metadata?.labels ?? {};
}

/** Whether a policy denies Pods with some labels what it does not let in; selectors by expressions count as theirs. */
function closes(spec: unknown, labels: Readonly<Record<string, string>>): boolean {
  const policy = (spec ?? {}) as NetworkPolicySpec;
  const { podSelector = {} } = policy;
  if (!closedBy(policy).includes('Ingress')) return false;
  return (
    selectsAll(podSelector) ||
    Object.entries(podSelector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
  );
}
