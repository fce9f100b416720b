import type { IndexedObject } from '../../manifest/manifest-index';
import { namespaceNameLabel } from '../../manifest/namespace-name-label';
import type { ClusterFacts } from '../facts/cluster-facts';
import { appliesHub } from '../facts/hub-content';
import type { ClusterRule } from '../rule';
import { kyvernoRules, namesIn } from './kyverno-policy';

/** A way around a policy for those whom it is to hold. */
export const policyExemption: ClusterRule = {
  id: 'kubernetes/policy-exemption',
  severity: 'warning',
  title: 'Tenant exempt from a policy',
  why: 'What the policy forbids is admitted there, for everything that the tenant will ever apply.',
  fix: 'Remove the exemption, or acknowledge it with the reason and an end.',
  see: ['https://kyverno.io/docs/guides/exceptions/'],
  *check(facts) {
    const { index, tenancy } = facts;
    if (tenancy.tenants.length === 0) return;
    for (const group of ['kyverno.io', 'policies.kyverno.io'])
      for (const object of index.ofKind(group, 'PolicyException')) {
        const { namespace } = object.manifest.metadata;
        const tenant = tenancy.ofNamespace(namespace);
        if (tenant)
          yield { object, message: `is in ${namespace}, where tenant ${tenant.name} makes its own exceptions` };
      }
    const home = homeOfTenants(facts);
    for (const object of selecting.flatMap(([group, kind]) => index.ofKind(group, kind))) {
      const excluded = namespacesExcludedBy(object);
      const ofTenant = excluded.find((namespace) => tenancy.ofNamespace(namespace));
      if (ofTenant !== undefined) yield { object, message: `leaves out ${ofTenant}, a namespace of a tenant` };
      else if (home !== undefined && excluded.includes(home))
        yield {
          object,
          message: `leaves out ${home}, where Flux objects of tenants are`,
          fix: "Put the tenants' sources and Kustomizations into their own namespaces, as Tenant does.",
        };
    }
  },
};

/** What says itself where it holds. */
const selecting = [
  ['kyverno.io', 'ClusterPolicy'],
  ['policies.kyverno.io', 'ValidatingPolicy'],
  ['admissionregistration.k8s.io', 'ValidatingAdmissionPolicy'],
  ['admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding'],
] as const;

/** A binding selects by `matchResources`, a policy by `matchConstraints`. */
interface Excluding {
  readonly matchResources?: Selecting;
  readonly matchConstraints?: Selecting;
}

interface Selecting {
  readonly namespaceSelector?: {
    readonly matchExpressions?: readonly {
      readonly key?: string;
      readonly operator?: string;
      readonly values?: readonly string[];
    }[];
  };
}

function namespacesExcludedBy({ manifest }: IndexedObject): readonly string[] {
  const { matchResources, matchConstraints } = (manifest.spec ?? {}) as Excluding;
  return [
    ...kyvernoRules(manifest).flatMap(({ exclude }) => namesIn(exclude, 'namespaces')),
    ...[matchResources, matchConstraints]
      .flatMap((selection) => selection?.namespaceSelector?.matchExpressions ?? [])
      .filter(({ key, operator }) => key === namespaceNameLabel && operator === 'NotIn')
      .flatMap(({ values = [] }) => values),
  ];
}

/** Flux's own namespace, where something in it applies a tenant's repo. */
function homeOfTenants({ index, flux, tenancy, hubSources }: ClusterFacts): string | undefined {
  const here = index.ofKind('kustomize.toolkit.fluxcd.io', 'Kustomization').some(({ manifest }) => {
    const { targetNamespace } = (manifest.spec ?? {}) as { readonly targetNamespace?: string };
    const ofTenant = manifest.metadata.namespace === flux.namespace && tenancy.ofNamespace(targetNamespace);
    return ofTenant && !appliesHub(index, hubSources, manifest);
  });
  return here ? flux.namespace : undefined;
}
