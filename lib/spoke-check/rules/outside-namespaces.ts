import { scopeOf } from '../../manifest/catalog';
import { groupBy } from '../../manifest/group-by';
import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import { sameOf } from '../same-of';
import { namespaceOf, ownObjects, type SpokeFacts } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';

/** An object in a namespace of somebody else, or of nobody. */
export const outsideNamespaces: SpokeRule = {
  id: 'spoke/outside-namespaces',
  severity: 'error',
  title: 'Object outside the namespaces of the tenant',
  why: 'The API server refuses it, and Flux then applies nothing of the folder.',
  fix: 'Name a namespace of the contract; where it was renamed, follow it.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control'],
  *check(facts) {
    const granted = Object.keys(facts.contract.namespaces);
    const outside = ownObjects(facts).filter((object) => isOutside(facts, object));
    const byMistake = groupBy(outside, (object) => `${facts.appOf(object).name}/${object.manifest.metadata.namespace}`);
    for (const [object, ...others] of byMistake.values()) {
      const { namespace } = object.manifest.metadata;
      const same = sameOf(others.map(nameOf));
      if (namespace === undefined)
        yield {
          object,
          others,
          message: `says no namespace, and app ${facts.appOf(object).name} puts it into none${same}`,
          fix: `Set metadata.namespace to ${granted.join(' or ')}.`,
        };
      else
        yield {
          object,
          others,
          message: `is in namespace ${namespace}, which the contract does not grant: it grants ${granted.join(', ')}${same}`,
        };
    }
  },
};

function isOutside(facts: SpokeFacts, object: IndexedObject): boolean {
  const { apiVersion, kind } = object.manifest;
  return scopeOf(apiVersion, kind) !== 'Cluster' && namespaceOf(facts, object) === undefined;
}

function nameOf({ manifest }: IndexedObject): string {
  return formatId(idOf(manifest));
}
