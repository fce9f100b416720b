import { keyOf } from '../../manifest/object-id';
import { specOf } from '../flux/spec-of';
import type { ClusterRule } from '../rule';
import { tenantContent } from './tenant-content';

/** A tenant that is applied to a namespace which nobody makes. */
export const namespaceUnmade: ClusterRule = {
  id: 'isolation/namespace-unmade',
  severity: 'warning',
  title: "Tenant's namespace that nobody makes",
  why: 'targetNamespace creates none: nothing is applied until somebody makes it by hand, without the labels, quota and network policies that hold a tenant.',
  fix: 'Add the Namespace to what the platform applies before, as Tenant does; or declare who makes it.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace'],
  *check(facts) {
    const seen = new Set<string>();
    for (const { object, tenant } of tenantContent(facts)) {
      const { metadata } = object.manifest;
      const name = specOf<{ targetNamespace: string }>(object).targetNamespace ?? metadata.namespace ?? '';
      const id = { group: '', kind: 'Namespace', name };
      if (seen.has(name) || facts.tenancy.ofNamespace(name) !== tenant) continue;
      seen.add(name);
      if (!facts.index.has(id) && !facts.externals.has(keyOf(id)))
        yield { object, message: `goes to namespace ${name}, which nothing here makes` };
    }
  },
};
