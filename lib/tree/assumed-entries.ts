import { closureOf, kustomizationsIn, type Reading } from './closure';
import { assumedKustomization, type Entry, pathOf, sourceOfKustomization } from './entry';
import { type FluxDocument, isKind } from './flux-documents';
import { folderOf, isWithin, resolveIn } from './path';
import { type Sources, within } from './sources';
import { type SourceId, sourceKey } from './tree';

/**
 * Clusters whose bootstrap is not in the repo: the folders of Flux Kustomizations that no other one reaches, and that
 * apply a folder of the repo, or say that their source is `flux-system`. What lies in a folder that Flux applies and is
 * not listed there is switched off, and starts no cluster.
 * @param documents those in files that no other cluster reaches
 * @param committed the folders of those clusters: where there are any, others are looked for beside them only
 */
export function assumedEntries(
  sources: Sources,
  documents: readonly FluxDocument[],
  committed: readonly string[],
): Entry[] {
  const reading = sources.whole;
  const candidates = documents.flatMap((document) => candidateOf(sources, document) ?? []);
  const reach = new Map(candidates.map((candidate) => [candidate, filesReached(sources, candidate)]));
  const isOff = ({ file }: Candidate) =>
    candidates.some(
      (other) => other.path !== '' && isWithin(file, within(other.base, other.path)) && !reach.get(other)?.has(file),
    );
  const isBeside = (folder: string) =>
    committed.length === 0 || committed.some((other) => folderOf(other) === folderOf(folder));
  const entries = new Map<string, Candidate[]>();
  for (const start of startsOf(candidates, reach).filter((candidate) => !isOff(candidate))) {
    const folder = isOwnFile(start, reach) ? within(start.base, start.path) : topFolder(reading, start.file);
    entries.set(folder, [...(entries.get(folder) ?? []), start]);
  }
  const folders = [...entries.keys()].filter(isBeside).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const kept: Entry[] = [];
  for (const folder of folders) {
    const starts = entries.get(folder) ?? [];
    const around = kept.find((entry) => isWithin(folder, entry.folder));
    const [first] = starts;
    if (first && !(around && closureOf(reading, around.folder).files.has(first.file)))
      kept.push(entryOf(folder, starts, reach));
  }
  return kept;
}

/** A Flux Kustomization whose source may be the repo. */
interface Candidate extends FluxDocument {
  readonly source: SourceId;
  /** The folder of the repo that its source holds. */
  readonly base: string;
  /** In the source. */
  readonly path: string;
}

type Reach = ReadonlyMap<Candidate, ReadonlySet<string>>;

function entryOf(folder: string, starts: readonly Candidate[], reach: Reach): Entry {
  const own = starts.find((start) => isOwnFile(start, reach));
  const { base } = own ?? starts.find((start) => start.base !== '') ?? { base: '' };
  const found = { folder, base, foundBy: 'kustomization' } as const;
  if (own) {
    const { manifest, file, line, source } = own;
    return { ...found, hub: source, kustomization: manifest, assumed: false, file, line };
  }
  const hub = mostNamed(starts.map(({ source }) => source));
  const path = folder.slice(base === '' ? 0 : base.length + 1);
  return { ...found, hub, kustomization: assumedKustomization(path, hub), assumed: true };
}

/** Those that no other one reaches; of those that reach each other, the first. */
function startsOf(candidates: readonly Candidate[], reach: Reach): Candidate[] {
  const starts = candidates.filter(
    ({ file }) => !candidates.some((other) => other.file !== file && reach.get(other)?.has(file)),
  );
  const reached = new Set<string>();
  const follow = (start: Candidate): void => {
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

function candidateOf(sources: Sources, document: FluxDocument): Candidate | undefined {
  const { manifest, file } = document;
  const source = sourceOfKustomization(manifest);
  const path = resolveIn('', pathOf(manifest.spec));
  if (!isKind(manifest, 'kustomize.toolkit.fluxcd.io', 'Kustomization') || source === undefined) return undefined;
  if (path === undefined || path.includes('$') || source.kind === 'ExternalArtifact') return undefined;
  const base = path === '' ? undefined : sources.baseOf(file, path);
  if (base === undefined && source.name !== 'flux-system') return undefined;
  return { ...document, source, base: base ?? '', path };
}

function filesReached(sources: Sources, { base, path }: Candidate): ReadonlySet<string> {
  const reading = sources.at(base);
  if (!reading.source.folders.has(path)) return new Set();
  return new Set([...closureOf(reading, path).files].map((each) => within(base, each)));
}

function isOwnFile(candidate: Candidate, reach: Reach): boolean {
  return reach.get(candidate)?.has(candidate.file) ?? false;
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
