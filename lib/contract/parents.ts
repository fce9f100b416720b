import type { Manifest } from '../manifest/manifest';
import type { ManifestIndex } from '../manifest/manifest-index';
import { listedIn, namespaceAnnotations } from '../manifest/namespace-annotations';
import { allowsNamespace, namespaceLabels } from '../routing/allowed-namespaces';
import { gatewayGroup } from '../routing/gateway-objects';
import { covers } from '../routing/hostname';
import { listIn, mapIn, stringIn } from '../tree/fields';
import type { ParentContract } from './contract';

/** The listeners that routes in a tenant's namespaces may attach to, with the hostnames it was granted there. */
export function parentsOf(index: ManifestIndex, namespaces: readonly Manifest[]): ParentContract[] {
  const granted = listed(namespaces, namespaceAnnotations.hostnames);
  const parents = new Set(listed(namespaces, namespaceAnnotations.parents));
  const labelsOf = namespaceLabels(namespaces);
  return [...parents].sort().flatMap((parent) => {
    const [kind = '', namespace = '', name = ''] = parent.split('/');
    const manifest = index.get({ group: gatewayGroup, kind, namespace, name })?.manifest;
    return listIn(mapIn(manifest?.spec).listeners)
      .map(mapIn)
      .filter(({ allowedRoutes }) => {
        const allowed = mapIn(allowedRoutes).namespaces;
        return namespaces.some(({ metadata }) => allowsNamespace(allowed, namespace, 'Same', metadata.name, labelsOf));
      })
      .map((listener) => ({
        kind,
        namespace,
        name,
        sectionName: stringIn(listener.name) ?? '',
        protocol: stringIn(listener.protocol) ?? '',
        port: Number(listener.port),
        hostnames: granted.filter((hostname) => covers(stringIn(listener.hostname), hostname)),
      }))
      .filter(({ hostnames }) => hostnames.length > 0)
      .sort((a, b) => (a.sectionName < b.sectionName ? -1 : 1));
  });
}

function listed(namespaces: readonly Manifest[], annotation: string): string[] {
  const values = namespaces.flatMap(({ metadata }) => listedIn(metadata.annotations?.[annotation]));
  return [...new Set(values)].sort();
}
