import { scopeOf } from '../../manifest/catalog';
import { ownObjects } from '../spoke-facts';
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
    for (const object of ownObjects(facts)) {
      const { apiVersion, kind, metadata } = object.manifest;
      const { namespace } = metadata;
      if (scopeOf(apiVersion, kind) === 'Cluster' || (namespace !== undefined && granted.includes(namespace))) continue;
      if (namespace === undefined)
        yield {
          object,
          message: `says no namespace, and app ${facts.appOf(object).name} puts it into none`,
          fix: `Set metadata.namespace to ${granted.join(' or ')}.`,
        };
      else
        yield {
          object,
          message: `is in namespace ${namespace}, which the contract does not grant: it grants ${granted.join(', ')}`,
        };
    }
  },
};
