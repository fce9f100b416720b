import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { specOf } from './spec-of';

interface Dependent {
  readonly dependsOn: readonly { readonly name: string; readonly namespace?: string; readonly readyExpr?: string }[];
}

/** A tenant's expression over an object of the platform. */
export const foreignReadyExpression: ClusterRule = {
  id: 'flux/foreign-ready-expression',
  severity: 'warning',
  title: 'Expression over an object of the platform',
  why: 'readyExpr sees the whole object, its spec with inline variables too, whatever the tenant itself may read.',
  fix: 'Leave out readyExpr: the dependency then waits for readiness alone.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependency-ready-expression'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length === 0) return;
    for (const object of fluxKinds(index, 'Kustomization', 'HelmRelease')) {
      const tenant = tenancy.of(object);
      if (!tenant) continue;
      const here = object.manifest.metadata.namespace;
      const { dependsOn = [] } = specOf<Dependent>(object);
      for (const { name, namespace = here, readyExpr } of dependsOn)
        if (readyExpr && namespace !== here && !tenancy.ofNamespace(namespace))
          yield {
            object,
            message: `reads ${object.manifest.kind} ${namespace}/${name} by readyExpr, \`${readyExpr}\``,
          };
    }
  },
};
