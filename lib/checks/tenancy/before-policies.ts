import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterFacts } from '../facts/cluster-facts';
import { dependencyGraph } from '../flux/dependency-graph';
import type { ClusterRule } from '../rule';

/** What is in force for the whole cluster once it is applied. */
const policies = [
  ['admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding'],
  ['kyverno.io', 'ClusterPolicy'],
  ['policies.kyverno.io', 'ValidatingPolicy'],
] as const;

/** With which a tenant begins, or what it runs. */
const beginnings = [
  ['', 'Namespace'],
  ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
  ['helm.toolkit.fluxcd.io', 'HelmRelease'],
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['apps', 'DaemonSet'],
] as const;

/** A Kustomization that applies tenants without waiting for the policies that hold them. */
export const beforePolicies: ClusterRule = {
  id: 'tenancy/before-policies',
  severity: 'warning',
  title: 'Tenants before policies',
  why: 'On a new cluster the tenants may be there first: what they apply until the policies are in force is never judged.',
  fix: 'Add it to spec.dependsOn.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  *check(facts) {
    const { index, tenancy } = facts;
    const ofPolicies = firstByApplier(facts, ofKinds(index, policies));
    if (ofPolicies.size === 0 || tenancy.tenants.length === 0) return;
    const after = successors(facts);
    const waiting = [...ofPolicies].map(([applier, policy]) => ({ applier, policy, all: reachable(after, applier) }));
    const ofTenants = ofKinds(index, beginnings).filter((object) => tenancy.of(object) !== undefined);
    for (const [object, first] of firstByApplier(facts, ofTenants)) {
      if (tenancy.of(object)) continue;
      const missed = waiting.find(({ all }) => !all.has(object));
      if (missed)
        yield {
          object,
          message: `applies ${name(first)}, a tenant's, and does not wait for ${name(missed.applier)}, which applies ${name(missed.policy)}`,
        };
    }
  },
};

function ofKinds(index: ManifestIndex, kinds: readonly (readonly [group: string, kind: string])[]) {
  return kinds.flatMap(([group, kind]) => index.ofKind(group, kind));
}

/** The Kustomizations that apply some objects, each with the first that it applies. */
function firstByApplier({ applierOf }: ClusterFacts, objects: readonly IndexedObject[]) {
  const found = new Map<IndexedObject, IndexedObject>();
  for (const object of objects) {
    const applier = applierOf(object);
    if (applier && !found.has(applier)) found.set(applier, object);
  }
  return found;
}

type Successors = ReadonlyMap<IndexedObject, readonly IndexedObject[]>;

/** What comes after each Kustomization: those that depend on it, and those that it applies. */
function successors({ index, applierOf }: ClusterFacts): Successors {
  const after = new Map<IndexedObject, IndexedObject[]>();
  const add = (object: IndexedObject, before: IndexedObject) => {
    const others = after.get(before);
    if (others) others.push(object);
    else after.set(before, [object]);
  };
  const graph = dependencyGraph(index);
  for (const object of index.ofKind('kustomize.toolkit.fluxcd.io', 'Kustomization')) {
    for (const before of graph.get(object) ?? []) add(object, before);
    const applier = applierOf(object);
    if (applier) add(object, applier);
  }
  return after;
}

/** A Kustomization and all that come after it. */
function reachable(after: Successors, first: IndexedObject): ReadonlySet<IndexedObject> {
  const found = new Set([first]);
  for (const object of found) for (const next of after.get(object) ?? []) found.add(next);
  return found;
}

function name({ manifest }: IndexedObject): string {
  return formatId(idOf(manifest));
}
