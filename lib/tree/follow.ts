import { type Finding, findingObject } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import { formatId, idOf } from '../manifest/object-id';
import { holdsUnknown } from '../manifest/unknown-variables';
import { artifactSource } from './artifacts';
import type { BuiltObject } from './build-folder';
import type { Builder } from './builder';
import type { Reading } from './closure';
import { type Entry, pathOf, sourceOfKustomization } from './entry';
import { listIn, mapIn, stringIn } from './fields';
import { isKind } from './flux-documents';
import { buildSpecOf } from './flux-kustomization';
import { resolveIn } from './path';
import { postBuild, replacesVariables, variableSources } from './post-build';
import type { Source } from './source';
import { type SourceId, sourceKey, type TreeCluster, type TreeKustomization, type TreeObject } from './tree';
import { treeFinding } from './tree-finding';

/** A cluster, with what was found on the way. */
export interface Followed {
  readonly cluster: TreeCluster;
  readonly findings: readonly Finding[];
  /** Whether something takes kustomize to build, and there is none. */
  readonly lacksTool: boolean;
}

/** A Flux Kustomization that is yet to be applied. */
interface Pending {
  readonly key: string;
  readonly manifest: Manifest;
  readonly assumed: boolean;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly unknownVariables?: readonly string[] | undefined;
  /** Those that led here, from the first. */
  readonly ancestors: readonly string[];
}

/** A Flux Kustomization, applied. */
interface Applied {
  readonly kustomization: TreeKustomization;
  readonly objects: readonly BuiltObject[];
  readonly findings: readonly Finding[];
  readonly lacksTool?: boolean | undefined;
}

/** What a Flux Kustomization builds from: a source in the repo, or why there is none. */
type Resolved = Source | 'external' | 'unresolved';

/**
 * Applies a cluster's first Flux Kustomization, then those that it makes, and so on. One that takes variables from a
 * ConfigMap, or its content from a source, that another one makes waits for that; each is applied once.
 */
export async function follow(entry: Entry, hub: Reading, builder: Builder): Promise<Followed> {
  const cluster = new Cluster(entry, hub);
  const first: Pending = { ...entry, key: keyOf(entry.kustomization), manifest: entry.kustomization, ancestors: [] };
  const known = new Map([[first.key, first]]);
  const applied: Applied[] = [];
  const cycles: Finding[] = [];
  let waiting = [first];
  while (waiting.length > 0) {
    const ready = waiting.filter((pending) => cluster.isReady(pending));
    const batch = ready.length > 0 ? ready : waiting;
    waiting = waiting.filter((pending) => !batch.includes(pending));
    const results = await Promise.all(batch.map((pending) => apply(pending, cluster, builder)));
    for (const [index, result] of results.entries()) {
      const parent = batch[index] as Pending;
      applied.push(result);
      cluster.add(result.objects);
      for (const object of result.objects.filter(({ manifest }) => isKustomization(manifest))) {
        const child = childOf(parent, object);
        if (parent.ancestors.includes(child.key)) cycles.push(cycle(parent, child));
        if (known.has(child.key)) continue;
        known.set(child.key, child);
        waiting.push(child);
      }
    }
  }
  return {
    cluster: {
      name: '',
      folder: entry.folder,
      foundBy: entry.foundBy,
      hub: entry.hub,
      fluxSystem: entry.fluxSystem,
      kustomizations: applied.map(({ kustomization }) => kustomization),
      objects: applied.flatMap(({ kustomization: { key }, objects }) =>
        objects.map(({ text, ...object }): TreeObject => ({ ...object, kustomization: key })).sort(inOrder),
      ),
    },
    findings: [...applied.flatMap(({ findings }) => findings), ...cycles],
    lacksTool: applied.some(({ lacksTool }) => lacksTool),
  };
}

/** What is known of a cluster's objects so far. */
class Cluster {
  private readonly byId = new Map<string, Manifest>();
  private readonly generators: Manifest[] = [];

  constructor(
    readonly entry: Entry,
    readonly hub: Reading,
  ) {}

  add(objects: readonly BuiltObject[]): void {
    for (const { manifest } of objects) {
      const { kind, metadata } = manifest;
      const id = sourceKey({ kind, namespace: metadata.namespace ?? '', name: metadata.name });
      if (!this.byId.has(id)) this.byId.set(id, manifest);
      if (isKind(manifest, 'source.extensions.fluxcd.io', 'ArtifactGenerator')) this.generators.push(manifest);
    }
  }

  find(kind: string, namespace: string, name: string): Manifest | undefined {
    return this.byId.get(sourceKey({ kind, namespace, name }));
  }

  /** Whether all that it takes is known. Of the first, nothing else will ever tell. */
  isReady({ manifest, ancestors }: Pending): boolean {
    if (ancestors.length === 0) return true;
    const namespace = manifest.metadata.namespace ?? '';
    const isThere = ({ kind, name }: { kind: string; name: string }) => this.find(kind, namespace, name) !== undefined;
    return this.resolve(sourceOfKustomization(manifest)) !== 'unresolved' && variableSources(manifest).every(isThere);
  }

  resolve(source: SourceId | undefined): Resolved {
    if (source === undefined) return 'unresolved';
    if (sourceKey(source) === sourceKey(this.entry.hub)) return this.hub.source;
    if (source.kind === 'ExternalArtifact') return this.artifact(source);
    const found = this.find(source.kind, source.namespace, source.name);
    if (found === undefined) return 'unresolved';
    return this.isHub(found) ? this.hub.source : 'external';
  }

  private artifact({ namespace, name }: SourceId): Resolved {
    const generator = this.generators.find(
      ({ metadata, spec }) =>
        metadata.namespace === namespace &&
        listIn(mapIn(spec).artifacts).some((artifact) => mapIn(artifact).name === name),
    );
    if (generator === undefined) return 'unresolved';
    const isHub = (source: Readonly<Record<string, unknown>>) =>
      this.resolve({
        kind: String(source.kind),
        namespace: stringIn(source.namespace) ?? namespace,
        name: String(source.name),
      }) === this.hub.source;
    return artifactSource(generator, name, this.hub.source, isHub) ?? 'external';
  }

  /** Whether a source fetches what the hub's own does: the same URL at the same revision. */
  private isHub({ kind, spec }: Manifest): boolean {
    const { hub, source } = this.entry;
    const own = source ?? this.find(hub.kind, hub.namespace, hub.name);
    const [a, b] = [mapIn(own?.spec), mapIn(spec)];
    return (
      own?.kind === kind && a.url === b.url && a.url !== undefined && JSON.stringify(a.ref) === JSON.stringify(b.ref)
    );
  }
}

async function apply(pending: Pending, cluster: Cluster, builder: Builder): Promise<Applied> {
  const { manifest, ancestors } = pending;
  const source = sourceOfKustomization(manifest);
  const from = cluster.resolve(source);
  const path = resolveIn('', pathOf(manifest.spec).replace(/^\/+/, ''));
  const kustomization: TreeKustomization = {
    key: pending.key,
    manifest,
    assumed: pending.assumed,
    file: pending.file,
    line: pending.line,
    appliedBy: ancestors.at(-1),
    source: source ?? { kind: '', namespace: '', name: '' },
    state: 'failed',
    path: path ?? '',
    files: [],
  };
  const unread = (state: TreeKustomization['state']) => ({
    kustomization: { ...kustomization, state },
    objects: [],
    findings: [],
  });
  if (typeof from === 'string') return unread(from);
  if (holdsUnknown(pending, pathOf(manifest.spec))) return unread('unresolved');
  const refused = path === undefined || !from.folders.has(path) ? wrongPath(pending, path, from) : undefined;
  if (refused || path === undefined) return { kustomization, objects: [], findings: [refused ?? []].flat() };
  const reading = { ...cluster.hub, source: from };
  const request = (of: Manifest) => ({
    folder: path,
    spec: buildSpecOf(mapIn(of.spec)),
    asText: replacesVariables(of),
    ofCluster: ancestors.length === 0,
  });
  let build = await builder.build(reading, request(manifest));
  const own = build.objects?.find(
    (object) => keyOf(object.manifest) === pending.key && isKustomization(object.manifest),
  );
  const settled = own?.manifest ?? manifest;
  if (JSON.stringify(request(settled)) !== JSON.stringify(request(manifest)))
    build = await builder.build(reading, request(settled));
  const { findings, files, objects: built, lacksTool } = build;
  if (built === undefined) return { kustomization: { ...kustomization, files }, objects: [], findings, lacksTool };
  const find = (kind: string, namespace: string, name: string) => cluster.find(kind, namespace, name);
  const { objects, substitution, findings: found } = postBuild(settled, built, find);
  return {
    kustomization: { ...kustomization, manifest: settled, state: 'built', files, substitution },
    objects,
    findings: [...findings, ...found],
  };
}

function wrongPath({ manifest, file, line }: Pending, path: string | undefined, source: Source): Finding {
  const id = idOf(manifest);
  const given = JSON.stringify(pathOf(manifest.spec));
  const about = { object: findingObject(manifest.apiVersion, id), file, line };
  if (path === undefined)
    return treeFinding('tree/outside', `${formatId(id)} has the path ${given}, which leaves its source.`, {
      fix: 'Write it relative to the root of the source, as ./apps/prod.',
      ...about,
    });
  const isFile = source.files.has(path);
  return treeFinding(
    'tree/missing',
    `${formatId(id)} has the path ${given}, which is ${isFile ? 'a file' : 'not there'}.`,
    {
      fix: isFile ? 'Name the folder that the file stands in.' : 'Correct the path, or add the folder.',
      ...about,
    },
  );
}

function childOf(parent: Pending, { text, ...object }: BuiltObject): Pending {
  return { ...object, key: keyOf(object.manifest), assumed: false, ancestors: [...parent.ancestors, parent.key] };
}

function cycle(parent: Pending, child: Pending): Finding {
  const id = idOf(child.manifest);
  return treeFinding(
    'tree/cycle',
    `${formatId(id)} is applied by ${parent.key}, which it applies itself: each undoes what the other changes.`,
    {
      fix: 'Let one of them apply a folder that the other is not in.',
      object: findingObject(child.manifest.apiVersion, id),
      file: child.file,
      line: child.line,
    },
  );
}

function isKustomization(manifest: Manifest): boolean {
  return isKind(manifest, 'kustomize.toolkit.fluxcd.io', 'Kustomization');
}

function keyOf({ metadata }: Manifest): string {
  return `${metadata.namespace ?? 'default'}/${metadata.name}`;
}

function inOrder(a: TreeObject, b: TreeObject): number {
  const one = [
    a.file ?? '',
    a.line ?? 0,
    a.manifest.kind,
    a.manifest.metadata.name,
    a.manifest.metadata.namespace ?? '',
  ];
  const other = [
    b.file ?? '',
    b.line ?? 0,
    b.manifest.kind,
    b.manifest.metadata.name,
    b.manifest.metadata.namespace ?? '',
  ];
  for (const [index, value] of one.entries()) {
    const against = other[index] as typeof value;
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
