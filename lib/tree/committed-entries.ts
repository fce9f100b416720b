import type { Manifest } from '../manifest/manifest';
import { kustomizationsIn, type Reading } from './closure';
import { assumedKustomization, type Entry, pathOf, sourceOfKustomization } from './entry';
import { mapIn, stringIn } from './fields';
import { type FluxDocument, isKind } from './flux-documents';
import { folderOf, resolveIn } from './path';
import { type Sources, within } from './sources';
import type { FluxSystem, SourceId } from './tree';

const bootstrapFiles = ['gotk-sync.yaml', 'gotk-components.yaml'];

/** The clusters that a repo says it has: by the files of `flux bootstrap`, or by a FluxInstance that syncs from a folder. */
export function committedEntries(sources: Sources, documents: readonly FluxDocument[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const entry of [...bootstrapEntries(sources, documents), ...instanceEntries(sources, documents)])
    if (!entries.has(entry.folder)) entries.set(entry.folder, entry);
  return [...entries.values()];
}

function bootstrapEntries(sources: Sources, documents: readonly FluxDocument[]): Entry[] {
  const reading = sources.whole;
  const folders = [...reading.source.folders].filter(([, { files }]) =>
    bootstrapFiles.some((name) => files.includes(name)),
  );
  return folders.map(([folder]) => {
    const sync = documents.filter(({ file }) => file === `${folder}/gotk-sync.yaml`);
    const written = sync.find(({ manifest }) => isKind(manifest, 'kustomize.toolkit.fluxcd.io', 'Kustomization'));
    const fluxSystem = fluxSystemAt(reading, folder);
    const hub = (written && sourceOfKustomization(written.manifest)) ?? usualSource;
    const path = written && resolveIn('', pathOf(written.manifest.spec));
    const base = written && path !== undefined ? sources.baseOf(written.file, path) : undefined;
    if (written === undefined || path === undefined || base === undefined) {
      const parent = folderOf(folder);
      const kustomization = assumedKustomization(parent, hub);
      return { folder: parent, base: '', foundBy: 'bootstrap', hub, kustomization, assumed: true, fluxSystem };
    }
    const source = sync.find(
      ({ manifest }) => manifest.kind === hub.kind && manifest.metadata.name === hub.name,
    )?.manifest;
    const { manifest, file, line } = written;
    const at = { folder: within(base, path), base, file, line };
    return { ...at, foundBy: 'bootstrap', hub, kustomization: manifest, assumed: false, source, fluxSystem };
  });
}

function fluxSystemAt(reading: Reading, folder: string): FluxSystem {
  const [name] = kustomizationsIn(reading.source, folder);
  const components = reading.source.files.get(`${folder}/gotk-components.yaml`);
  return {
    folder,
    bootstrapped: components !== undefined && reading.yaml.of(components).documents.length > 0,
    kustomization: name === undefined ? undefined : reading.yaml.of(`${folder}/${name}`).documents[0]?.value,
  };
}

/** The source that `flux bootstrap git` makes. */
const usualSource: SourceId = { kind: 'GitRepository', namespace: 'flux-system', name: 'flux-system' };

function instanceEntries(sources: Sources, documents: readonly FluxDocument[]): Entry[] {
  return documents.flatMap(({ manifest, file, line }): Entry[] => {
    const sync = syncOf(manifest);
    if (sync === undefined) return [];
    const path = resolveIn('', pathOf(sync));
    const base = path === undefined ? undefined : sources.baseOf(file, path);
    if (path === undefined || base === undefined) return [];
    const namespace = stringIn(manifest.metadata.namespace) ?? 'flux-system';
    const name = stringIn(sync.name) ?? namespace;
    const hub = { kind: stringIn(sync.kind) ?? 'GitRepository', namespace, name };
    const kustomization = assumedKustomization(path, hub, name);
    return [
      { folder: within(base, path), base, foundBy: 'flux-instance', hub, kustomization, assumed: true, file, line },
    ];
  });
}

/** The sync of a FluxInstance, or of the chart that makes one. */
function syncOf(manifest: Manifest): Readonly<Record<string, unknown>> | undefined {
  const spec = mapIn(manifest.spec);
  const isInstance = isKind(manifest, 'fluxcd.controlplane.io', 'FluxInstance');
  const isRelease =
    isKind(manifest, 'helm.toolkit.fluxcd.io', 'HelmRelease') && manifest.metadata.name === 'flux-instance';
  const sync = isInstance ? spec.sync : isRelease ? mapIn(mapIn(spec.values).instance).sync : undefined;
  return sync === undefined || stringIn(mapIn(sync).path) === undefined ? undefined : mapIn(sync);
}
