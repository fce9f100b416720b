import { closureOf, kustomizationsIn, type Reading } from './closure';
import { assumedKustomization, type Entry, pathOf, sourceOfKustomization } from './entry';
import { type FluxDocument, isKind } from './flux-documents';
import { folderOf, isWithin, resolveIn } from './path';
import { type SourceId, sourceKey } from './tree';

/**
 * Clusters whose bootstrap is not in the repo: the folders of Flux Kustomizations that no other one reaches, and that
 * apply a folder of the repo, or say that their source is `flux-system`.
 * @param documents those in files that no other cluster reaches
 */
export function assumedEntries(reading: Reading, documents: readonly FluxDocument[]): Entry[] {
  const candidates = documents.filter(
    (document) =>
      isKind(document.manifest, 'kustomize.toolkit.fluxcd.io', 'Kustomization') && isOnRepo(reading, document),
  );
  const reach = new Map(candidates.map((candidate) => [candidate, filesReached(reading, candidate)]));
  const entries = new Map<string, FluxDocument[]>();
  for (const start of startsOf(candidates, reach)) {
    const folder = isOwnFile(start, reach) ? (folderApplied(start) as string) : topFolder(reading, start.file);
    entries.set(folder, [...(entries.get(folder) ?? []), start]);
  }
  const folders = [...entries.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const kept: Entry[] = [];
  for (const folder of folders) {
    const starts = entries.get(folder) ?? [];
    const around = kept.find((entry) => isWithin(folder, entry.folder));
    const isReached = around && closureOf(reading, around.folder).files.has((starts[0] as FluxDocument).file);
    if (!isReached) kept.push(entryOf(folder, starts, reach));
  }
  return kept;
}

type Reach = ReadonlyMap<FluxDocument, ReadonlySet<string>>;

function entryOf(folder: string, starts: readonly FluxDocument[], reach: Reach): Entry {
  const own = starts.find((start) => isOwnFile(start, reach));
  if (own) {
    const { manifest, file, line } = own;
    const hub = sourceOfKustomization(manifest) as SourceId;
    return { folder, foundBy: 'kustomization', hub, kustomization: manifest, assumed: false, file, line };
  }
  const hub = mostNamed(starts.flatMap(({ manifest }) => sourceOfKustomization(manifest) ?? []));
  return { folder, foundBy: 'kustomization', hub, kustomization: assumedKustomization(folder, hub), assumed: true };
}

/** Those that no other one reaches; of those that reach each other, the first. */
function startsOf(candidates: readonly FluxDocument[], reach: Reach): FluxDocument[] {
  const starts = candidates.filter(
    ({ file }) => !candidates.some((other) => other.file !== file && reach.get(other)?.has(file)),
  );
  const reached = new Set<string>();
  const follow = (start: FluxDocument): void => {
    const open = [start];
    for (const document of open) {
      reached.add(document.file);
      for (const other of candidates)
        if (!reached.has(other.file) && reach.get(document)?.has(other.file)) {
          reached.add(other.file);
          open.push(other);
        }
    }
  };
  for (const start of starts) follow(start);
  for (const candidate of candidates)
    if (!reached.has(candidate.file)) {
      starts.push(candidate);
      follow(candidate);
    }
  return starts;
}

function isOnRepo(reading: Reading, document: FluxDocument): boolean {
  const folder = folderApplied(document);
  const source = sourceOfKustomization(document.manifest);
  if (folder === undefined || source === undefined || folder.includes('$')) return false;
  return source.name === 'flux-system' || (folder !== '' && reading.source.folders.has(folder));
}

function folderApplied({ manifest }: FluxDocument): string | undefined {
  return resolveIn('', pathOf(manifest.spec));
}

function filesReached(reading: Reading, document: FluxDocument): ReadonlySet<string> {
  const folder = folderApplied(document);
  return folder !== undefined && reading.source.folders.has(folder) ? closureOf(reading, folder).files : new Set();
}

function isOwnFile(document: FluxDocument, reach: Reach): boolean {
  return reach.get(document)?.has(document.file) ?? false;
}

/** The outermost folder whose kustomization leads to a file; else the folder that it stands in. */
function topFolder(reading: Reading, file: string): string {
  let top = folderOf(file);
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (kustomizationsIn(reading.source, folder).length > 0 && closureOf(reading, folder).files.has(file)) top = folder;
    if (folder === '') return top;
  }
}

/** The usual one where it is among them; else the one that most of them name. */
function mostNamed(sources: readonly SourceId[]): SourceId {
  const usual = sources.find(({ name }) => name === 'flux-system');
  if (usual) return usual;
  const count = (source: SourceId) => sources.filter((other) => sourceKey(other) === sourceKey(source)).length;
  return sources.reduce((best, source) => (count(source) > count(best) ? source : best));
}
