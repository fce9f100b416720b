import type { ClusterRule } from '../rule';
import { awaitedTenants } from './awaited-tenants';
import { dependencyGraph } from './dependency-graph';

/** A Kustomization of the platform that is ready only when the objects of several tenants are. Those that others depend on are another rule's. */
export const waitsForTenants: ClusterRule = {
  id: 'flux/waits-for-tenants',
  severity: 'warning',
  title: 'Kustomization that waits for several tenants',
  why: 'While one tenant is broken it is not ready, and each new revision reaches the other tenants only after its timeout.',
  fix: 'Set wait: false: what tenants have reports its own readiness.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#wait'],
  *check(facts) {
    const awaited = awaitedTenants(facts);
    if (awaited.size === 0) return;
    const depended = new Set([...dependencyGraph(facts.index).values()].flat());
    for (const [object, tenants] of awaited)
      if (tenants.size > 1 && !depended.has(object))
        yield { object, message: `waits for objects of tenants ${[...tenants].map(({ name }) => name).join(', ')}` };
  },
};
