import type { ReadCluster } from '../../lib/audit/cluster-facts';
import type { Manifest } from '../../lib/manifest/manifest';

/** Takes a control away from the example fleet: the manifests of its staging cluster, changed as somebody might. */
export type Removal = (cluster: ReadCluster) => ReadCluster;

/** The same of a whole fleet: what is taken away from each of its clusters, by their names. */
export type FleetRemoval = Readonly<Record<string, Removal>>;

/** Each object of a kind and name as it would be without the control; undefined takes it out. */
export function changing(kind: string, name: string, change: (manifest: Manifest) => Manifest | undefined): Removal {
  return (cluster) => {
    const matches = ({ manifest }: ReadCluster['objects'][number]) =>
      manifest.kind === kind && manifest.metadata.name === name;
    if (!cluster.objects.some(matches)) throw new Error(`the example has no ${kind} ${name}`);
    const objects = cluster.objects.flatMap((object) => {
      if (!matches(object)) return [object];
      const manifest = change(object.manifest);
      return manifest ? [{ ...object, manifest }] : [];
    });
    return { ...cluster, objects };
  };
}

/** With one more object in a file of the example's. */
export function adding(file: string, manifest: Manifest): Removal {
  return (cluster) => ({
    ...cluster,
    objects: [...cluster.objects, { manifest, file, origin: () => ({ file, line: 1 }) }],
  });
}

/** Without the objects of a kind in a namespace. */
export function without(kind: string, namespace: string): Removal {
  return (cluster) => {
    const objects = cluster.objects.filter(
      ({ manifest }) => manifest.kind !== kind || manifest.metadata.namespace !== namespace,
    );
    if (objects.length === cluster.objects.length) throw new Error(`the example has no ${kind} in ${namespace}`);
    return { ...cluster, objects };
  };
}
