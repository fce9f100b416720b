import type { Manifest } from '../manifest/manifest';
import type { Reading } from './closure';
import { kustomizationsIn } from './closure';
import { assumedKustomization, type Entry, pathOf, sourceOfKustomization } from './entry';
import { mapIn, stringIn } from './fields';
import { type FluxDocument, isKind } from './flux-documents';
import { folderOf, resolveIn } from './path';
import type { FluxSystem, SourceId } from './tree';

const bootstrapFiles = ['gotk-sync.yaml', 'gotk-components.yaml'];

/** The clusters that a repo says it has: by the files of `flux bootstrap`, or by a FluxInstance that syncs from a folder. */
export function committedEntries(reading: Reading, documents: readonly FluxDocument[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const entry of [...bootstrapEntries(reading, documents), ...instanceEntries(reading, documents)])
    if (!entries.has(entry.folder)) entries.set(entry.folder, entry);
  return [...entries.values()];
}

function bootstrapEntries(reading: Reading, documents: readonly FluxDocument[]): Entry[] {
  const folders = [...reading.source.folders].filter(([, { files }]) =>
    bootstrapFiles.some((name) => files.includes(name)),
  );
  return folders.map(([folder]) => {
    const sync = documents.filter(({ file }) => file === `${folder}/gotk-sync.yaml`);
    const written = sync.find(({ manifest }) => isKind(manifest, 'kustomize.toolkit.fluxcd.io', 'Kustomization'));
    const fluxSystem = fluxSystemAt(reading, folder);
    const hub = (written && sourceOfKustomization(written.manifest)) ?? usualSource;
    const path = written && resolveIn('', pathOf(written.manifest.spec));
    const isFolder = path !== undefined && reading.source.folders.has(path);
    if (written === undefined || !isFolder) {
      const parent = folderOf(folder);
      const kustomization = assumedKustomization(parent, hub);
      return { folder: parent, foundBy: 'bootstrap', hub, kustomization, assumed: true, fluxSystem };
    }
    const source = sync.find(
      ({ manifest }) => manifest.kind === hub.kind && manifest.metadata.name === hub.name,
    )?.manifest;
    const { manifest, file, line } = written;
    return {
      folder: path,
      foundBy: 'bootstrap',
      hub,
      kustomization: manifest,
      assumed: false,
      file,
      line,
      source,
      fluxSystem,
    };
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

function instanceEntries(reading: Reading, documents: readonly FluxDocument[]): Entry[] {
  return documents.flatMap(({ manifest, file, line }): Entry[] => {
    const sync = syncOf(manifest);
    if (sync === undefined) return [];
    const path = resolveIn('', pathOf(sync));
    const folder = path !== undefined && reading.source.folders.has(path) ? path : undefined;
    if (folder === undefined) return [];
    const namespace = stringIn(manifest.metadata.namespace) ?? 'flux-system';
    const name = stringIn(sync.name) ?? namespace;
    const hub = { kind: stringIn(sync.kind) ?? 'GitRepository', namespace, name };
    const kustomization = assumedKustomization(folder, hub, name);
    return [{ folder, foundBy: 'flux-instance', hub, kustomization, assumed: true, file, line }];
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
