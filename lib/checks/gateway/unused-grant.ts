import { listedIn, namespaceAnnotations } from '../../manifest/namespace-annotations';
import { covers, type Hostname } from '../../routing/hostname';
import { listIn, mapIn } from '../../tree/fields';
import type { ClusterRule } from '../rule';
import { objectOf } from './objects';

/** A hostname that its tenant has no route for. */
export const unusedGrant: ClusterRule = {
  id: 'gateway/unused-grant',
  severity: 'note',
  title: 'Granted hostname without a route',
  why: 'Nobody else can have it, it has a listener and a certificate, and requests for it are answered with status 404.',
  fix: 'Take the grant away, or let the tenant add a route.',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec'],
  *check({ index, tenancy, routing }) {
    const used = new Map<string, Hostname[]>();
    for (const { manifest, parents } of routing().routes) {
      const object = objectOf(index, manifest);
      const tenant = object && tenancy.of(object);
      if (!tenant) continue;
      const hostnames = used.get(tenant.name) ?? [];
      used.set(tenant.name, hostnames);
      for (const hostname of listIn(mapIn(manifest.spec).hostnames)) hostnames.push(String(hostname));
      for (const { attached } of parents) hostnames.push(...attached.flatMap((one) => one.hostnames));
    }
    for (const object of index.ofKind('', 'Namespace')) {
      const tenant = tenancy.of(object);
      // Where there is none of its routes, they are in its own repo.
      const hostnames = tenant && used.get(tenant.name);
      if (!hostnames || object.manifest.metadata.name !== tenant.namespaces[0]) continue;
      for (const granted of listedIn(object.manifest.metadata.annotations?.[namespaceAnnotations.hostnames]))
        if (!hostnames.some((hostname) => covers(granted, hostname)))
          yield {
            object,
            message: `is of tenant ${tenant.name}, which was granted ${granted} and has no route for it`,
          };
    }
  },
};
