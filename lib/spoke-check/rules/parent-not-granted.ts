import { listedIn, namespaceAnnotations } from '../../manifest/namespace-annotations';
import { routeParents } from '../../policies/route-parents';
import { listIn, mapIn, stringIn } from '../../tree/fields';
import { namespaceOf, ownObjects } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';
import { policiesAgainst } from './admission-policy';

/** A route on a gateway that the tenant was not given. */
export const parentNotGranted: SpokeRule = {
  id: 'spoke/parent-not-granted',
  severity: 'error',
  title: 'Parent that the contract does not name',
  why: 'The API server refuses the route, and Flux then applies nothing of the folder.',
  fix: 'Name a parent of the contract, with the sectionName of its listener; folder.hostname(…) and SpokeRoute do.',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#parentreference'],
  *check(facts) {
    for (const object of ownObjects(facts)) {
      if (!policiesAgainst(facts, object).includes(routeParents)) continue;
      const { metadata, spec } = object.manifest;
      const { parentRefs, parentRef } = mapIn(spec);
      const granted = listedIn(namespaceOf(facts, object)?.annotations[namespaceAnnotations.parents]);
      const parents = [...listIn(parentRefs), ...(parentRef === undefined ? [] : [parentRef])].map(mapIn);
      const faults = parents.flatMap((parent) => faultOf(parent, metadata.namespace ?? '', granted) ?? []);
      const message = faults.join('; ') || 'attaches to nothing';
      yield { object, message: `${message}: the contract names ${granted.map(shown).join(', ') || 'no parent'}` };
    }
  },
};

function faultOf(parent: Readonly<Record<string, unknown>>, namespace: string, granted: readonly string[]) {
  const name = `${stringIn(parent.kind) ?? 'Gateway'}/${stringIn(parent.namespace) ?? namespace}/${parent.name}`;
  if (!granted.includes(name)) return `attaches to ${shown(name)}`;
  return stringIn(parent.sectionName) === undefined ? `attaches to ${shown(name)} without a sectionName` : undefined;
}

/** `Gateway gateway/public` of `Gateway/gateway/public` */
function shown(parent: string): string {
  return parent.replace('/', ' ');
}
