import { matchesLabels } from '../manifest/label-selector';
import type { Manifest } from '../manifest/manifest';
import type { ManifestIndex } from '../manifest/manifest-index';
import { listedIn, namespaceAnnotations } from '../manifest/namespace-annotations';
import { covers } from '../routing/hostname';
import { listIn, mapIn, stringIn } from '../tree/fields';
import type { ParentContract } from './contract';

/** The listeners that routes in a tenant's namespaces may attach to, with the hostnames it was granted there. */
export function parentsOf(index: ManifestIndex, namespaces: readonly Manifest[]): ParentContract[] {
  const granted = listed(namespaces, namespaceAnnotations.hostnames);
  const parents = new Set(listed(namespaces, namespaceAnnotations.parents));
  return [...parents].sort().flatMap((parent) => {
    const [kind = '', namespace = '', name = ''] = parent.split('/');
    const manifest = index.get({ group: 'gateway.networking.k8s.io', kind, namespace, name })?.manifest;
    return listIn(mapIn(manifest?.spec).listeners)
      .map(mapIn)
      .filter((listener) => namespaces.some((each) => admits(listener, namespace, each)))
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

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#routenamespaces */
function admits(listener: Readonly<Record<string, unknown>>, home: string, { metadata }: Manifest): boolean {
  const { from = 'Same', selector } = mapIn(mapIn(listener.allowedRoutes).namespaces);
  if (from === 'Same') return metadata.name === home;
  const labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
  return from === 'All' || (from === 'Selector' && matchesLabels(selector, labels));
}
