import type { Manifest } from '../manifest/manifest';
import { isPlainMap } from '../manifest/plain';
import { mapIn, stringIn } from './fields';
import type { FluxSystem, SourceId, TreeCluster } from './tree';

/** Where a cluster's Flux starts from. */
export interface Entry extends Pick<TreeCluster, 'folder' | 'foundBy' | 'hub'> {
  /** The folder of the repo that its source holds; the empty string where that is all of it. */
  readonly base: string;
  /** The Flux Kustomization of the folder. */
  readonly kustomization: Manifest;
  /** Whether no file holds it. */
  readonly assumed: boolean;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** The source that is the repo, where a file holds it. */
  readonly source?: Manifest | undefined;
  readonly fluxSystem?: FluxSystem | undefined;
}

/** What `flux bootstrap` would write for a folder of its source. */
export function assumedKustomization(folder: string, hub: SourceId, name = 'flux-system'): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: hub.namespace },
    spec: { interval: '10m0s', path: `./${folder}`, prune: true, sourceRef: { kind: hub.kind, name: hub.name } },
  };
}

/** The source that a Flux Kustomization names; undefined where it names none. */
export function sourceOfKustomization({ metadata, spec }: Manifest): SourceId | undefined {
  const { kind, name, namespace } = mapIn(mapIn(spec).sourceRef);
  if (!isPlainMap(spec) || stringIn(kind) === undefined || stringIn(name) === undefined) return undefined;
  return {
    kind: String(kind),
    name: String(name),
    namespace: stringIn(namespace) ?? stringIn(metadata.namespace) ?? 'flux-system',
  };
}

/** Where a Flux Kustomization or a sync points to. */
export function pathOf(spec: unknown): string {
  return stringIn(mapIn(spec).path) ?? './';
}
