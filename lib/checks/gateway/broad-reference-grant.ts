import { gatewayGroup } from '../../routing/gateway-objects';
import { listIn, mapIn } from '../../tree/fields';
import type { ClusterRule } from '../rule';

/** A ReferenceGrant that gives more than one thing to one of its own. */
export const broadReferenceGrant: ClusterRule = {
  id: 'gateway/broad-reference-grant',
  severity: 'warning',
  title: 'ReferenceGrant for everything, or for another tenant',
  why: 'It lets gateways or routes of another namespace use all Services or Secrets of this one, those that are still to come too.',
  fix: 'Name the object in spec.to, and grant to namespaces of the same tenant or of the platform.',
  see: ['https://gateway-api.sigs.k8s.io/reference/api-types/referencegrant/'],
  *check({ index, tenancy }) {
    for (const object of index.ofKind(gatewayGroup, 'ReferenceGrant')) {
      const { spec } = object.manifest;
      const all = listIn(mapIn(spec).to)
        .map(mapIn)
        .find(({ name }) => !name);
      if (all) yield { object, message: `grants every ${all.kind} of its namespace` };
      const owner = tenancy.of(object);
      const foreign = listIn(mapIn(spec).from)
        .map((from) => mapIn(from).namespace)
        .find((namespace) => {
          const other = typeof namespace === 'string' ? tenancy.ofNamespace(namespace) : undefined;
          return owner !== undefined && other !== undefined && other !== owner;
        });
      if (foreign !== undefined)
        yield {
          object,
          message: `grants to namespace ${foreign}, which is of tenant ${tenancy.ofNamespace(String(foreign))?.name}`,
        };
    }
  },
};
