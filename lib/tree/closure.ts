import type { Finding } from '../manifest/finding';
import { didYouMean } from '../manifest/similar';
import { isManifest, listIn, mapIn, stringIn } from './fields';
import {
  type FileReference,
  inlinePlugins,
  isKustomizationFile,
  kustomizationNames,
  misspeltField,
  type NotRun,
  notRunIn,
  onlyLists,
  pluginReferences,
  referencesIn,
} from './kustomize-files';
import { isWithin, nameOf, resolveIn, shown } from './path';
import { isRemoteFile, isRemoteFolder } from './remote';
import type { RepoFiles } from './repo-files';
import type { Source } from './source';
import { treeFinding } from './tree-finding';
import { maxFileSize, parseYaml, tooLarge, type YamlDocument, type YamlFiles } from './yaml-files';

/** What is read to know a path of a source. */
export interface Reading {
  readonly repo: RepoFiles;
  readonly source: Source;
  readonly yaml: YamlFiles;
}

/** Everything that kustomize reads to build a folder. */
export interface Closure {
  /** Paths in the source. */
  readonly files: ReadonlySet<string>;
  /** The objects of those files, before kustomize changes them. */
  readonly objects: readonly SourceObject[];
  /** Errors among them keep kustomize from being run. */
  readonly findings: readonly Finding[];
  /** Whether every kustomization in it does nothing but list resources, each once. */
  readonly onlyLists: boolean;
  /** Resources of the folder's kustomization that are there only once Flux is bootstrapped. */
  readonly unborn: ReadonlySet<string>;
}

/** An object as a file of the repo has it. */
export interface SourceObject {
  readonly value: Readonly<Record<string, unknown>>;
  /** Relative to the repo. */
  readonly file: string;
  readonly line: number;
  /** Whether a kustomization says of it that it is to be made. */
  readonly generated?: boolean;
}

/** Where a walk stands. */
interface Walk extends Reading {
  readonly files: Set<string>;
  readonly objects: SourceObject[];
  readonly findings: Finding[];
  readonly walked: Set<string>;
  readonly unborn: Set<string>;
  /** Whether the folder is a cluster's own. */
  readonly ofCluster: boolean;
  onlyLists: boolean;
}

/**
 * Walks all that the kustomization of a folder names, or, where there is none, all that Flux would list in one.
 * @param components that a Flux Kustomization adds, relative to the folder
 * @param ofCluster whether the folder is a cluster's own, where `flux bootstrap` may yet have to write `flux-system`
 */
export function closureOf(
  reading: Reading,
  folder: string,
  components: readonly string[] = [],
  ofCluster = false,
): Closure {
  const walk: Walk = {
    ...reading,
    files: new Set(),
    objects: [],
    findings: [],
    walked: new Set(),
    unborn: new Set(),
    ofCluster,
    onlyLists: true,
  };
  if (kustomizationsIn(reading.source, folder).length > 0) walkFolder(walk, folder, []);
  else for (const path of generatedResources(reading.source, folder)) walkResource(walk, path, [folder]);
  for (const component of components) {
    const target = resolveIn(folder, component);
    if (target !== undefined) walkFolder(walk, target, [folder]);
  }
  return walk;
}

/** The kustomizations of a folder, by their names. */
export function kustomizationsIn(source: Source, folder: string): string[] {
  const { files = [] } = source.folders.get(folder) ?? {};
  return kustomizationNames.filter((name) => files.includes(name));
}

/**
 * What Flux lists in a folder that has no kustomization: all YAML below, where a folder that has one counts as one.
 * Paths in the source.
 */
export function generatedResources(source: Source, folder: string): string[] {
  const { files = [], folders = [] } = source.folders.get(folder) ?? {};
  const below = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  return [
    ...files.filter((name) => /\.ya?ml$/.test(name)).map(below),
    ...folders
      .map(below)
      .flatMap((path) => (kustomizationsIn(source, path).length > 0 ? [path] : generatedResources(source, path))),
  ];
}

/** @param named where a kustomization names the path */
function walkResource(walk: Walk, path: string, around: readonly string[], named?: Line): void {
  if (walk.source.folders.has(path)) walkFolder(walk, path, around, named);
  else walkObjects(walk, path);
}

/**
 * @param around the folders whose kustomizations led here, from the outermost
 * @param named where one names the folder
 */
function walkFolder(walk: Walk, folder: string, around: readonly string[], named?: Line): void {
  if (walk.walked.has(folder)) {
    walk.onlyLists = false;
    return;
  }
  walk.walked.add(folder);
  const [name, ...others] = kustomizationsIn(walk.source, folder);
  if (name === undefined) {
    walk.findings.push(
      treeFinding('tree/kustomization', `${shown(folder)} has no kustomization.yaml, and kustomize needs one there.`, {
        fix: 'Add one that lists the files to apply.',
        ...named,
      }),
    );
    return;
  }
  const path = folder === '' ? name : `${folder}/${name}`;
  const file = walk.source.files.get(path) as string;
  walk.files.add(path);
  if (others.length > 0) {
    const message = `${shown(folder)} has several kustomizations: ${[name, ...others].join(', ')}.`;
    walk.findings.push(treeFinding('tree/kustomization', message, { fix: 'Keep one of them.', file, line: 1 }));
  }
  const { documents, findings } = walk.yaml.of(file);
  walk.findings.push(...findings);
  const [kustomization] = documents;
  if (kustomization) walkKustomization(walk, kustomization, { file, folder, around: [...around, folder] });
}

/** Where something stands in the repo. */
interface Line {
  readonly file: string;
  readonly line: number;
}

/** The kustomization that names something. */
interface Place {
  readonly file: string;
  readonly folder: string;
  readonly around: readonly string[];
}

function walkKustomization(walk: Walk, kustomization: YamlDocument, place: Place): void {
  const { value } = kustomization;
  const lineOf = (at: readonly (string | number)[]) => ({ file: place.file, line: kustomization.lineOf(at) });
  if (!onlyLists(value)) walk.onlyLists = false;
  const misspelt = misspeltField(value);
  if (misspelt !== undefined)
    walk.findings.push(
      treeFinding('tree/kustomization', `${place.file} has a field ${misspelt}, which is not how it is spelt.`, {
        fix: 'Write it as the documentation of kustomize does.',
        ...lineOf([misspelt]),
      }),
    );
  for (const refused of notRunIn(value)) walk.findings.push(notRun(refused, place.file, lineOf(refused.at).line));
  for (const reference of referencesIn(value)) walkReference(walk, reference, place, lineOf(reference.at).line);
  for (const { text, at } of inlinePlugins(value)) {
    const { documents, findings } = parseYaml(text, place.file);
    walk.findings.push(...findings.map((finding) => ({ ...finding, ...lineOf(at) })));
    for (const plugin of documents) walkPlugin(walk, plugin.value, place, lineOf(at).line);
  }
  walk.objects.push(...generatedObjects(value, lineOf));
}

function walkReference(walk: Walk, reference: FileReference, place: Place, line: number): void {
  const { path, to } = reference;
  const at = { file: place.file, line };
  const target = resolveIn(place.folder, path);
  const isFile = target !== undefined && walk.source.files.has(target);
  if (isRemoteFile(path) || (to !== 'data' && !(isFile && to !== 'folder') && isRemoteFolder(path))) {
    const message = `${place.file} fetches ${path} when it is built: what it brings is in nobody's review, and can change at any time.`;
    const fix = 'Copy it into the repo, or make it a source of its own, pinned to a commit or digest.';
    walk.findings.push(treeFinding('tree/remote', message, { fix, ...at }));
  } else if (target === undefined) {
    const fix = 'Keep what it needs in the repo, and name it relative to the kustomization.';
    walk.findings.push(treeFinding('tree/outside', `${place.file} names ${path}, which lies outside.`, { fix, ...at }));
  } else if (
    walk.ofCluster &&
    place.around.length === 1 &&
    nameOf(target) === 'flux-system' &&
    !isThere(walk, target)
  ) {
    walk.unborn.add(path);
    walk.onlyLists = false;
    const message = `${place.file} names ${path}, which \`flux bootstrap\` has yet to write: it is read without.`;
    walk.findings.push(treeFinding('tree/not-bootstrapped', message, at));
  } else if (isFile ? to === 'folder' : !walk.source.folders.has(target) || to === 'data') {
    walk.findings.push(missing(walk, path, target, place.file, line));
  } else if (!isFile && place.around.some((folder) => isWithin(folder, target))) {
    const message = `${place.file} names ${path}, which leads back to a kustomization that names it.`;
    walk.findings.push(treeFinding('tree/cycle', message, { fix: 'Take one of the two out of the other.', ...at }));
  } else if (to === 'data') takeFile(walk, target);
  else if (to === 'plugins') walkPlugins(walk, target, place, line);
  else walkResource(walk, target, place.around, at);
}

function isThere({ source }: Walk, path: string): boolean {
  return source.files.has(path) || source.folders.has(path);
}

/** What is listed twice is for kustomize to judge. */
function walkObjects(walk: Walk, path: string): void {
  if (walk.files.has(path)) {
    walk.onlyLists = false;
    return;
  }
  const file = takeFile(walk, path);
  if (file === undefined) return;
  const { documents, findings } = walk.yaml.of(file);
  walk.findings.push(...findings);
  for (const { value, line } of documents)
    for (const item of itemsOf(value)) {
      if (isManifest(item)) walk.objects.push({ value: item, file, line });
      else if (Object.keys(item).length > 0) walk.findings.push(notAnObject(item, file, line));
    }
}

/** @returns where the file lies in the repo; undefined where it is too large */
function takeFile(walk: Walk, path: string): string | undefined {
  const file = walk.source.files.get(path) as string;
  walk.files.add(path);
  const size = walk.repo.files.get(file) ?? 0;
  if (size <= maxFileSize) return file;
  walk.findings.push(tooLarge(file, size));
  return undefined;
}

function walkPlugins(walk: Walk, path: string, place: Place, line: number): void {
  const before = walk.objects.length;
  walkResource(walk, path, place.around, { file: place.file, line });
  for (const { value } of walk.objects.splice(before)) walkPlugin(walk, value, place, line);
}

function walkPlugin(walk: Walk, plugin: Readonly<Record<string, unknown>>, place: Place, line: number): void {
  const references = pluginReferences(plugin);
  const misspelt = misspeltField(plugin);
  if (misspelt !== undefined) {
    const message = `A plugin of ${place.file} has a field ${misspelt}, which is not how it is spelt.`;
    walk.findings.push(treeFinding('tree/kustomization', message, { file: place.file, line }));
  }
  if ('what' in references) walk.findings.push(notRun(references, place.file, line));
  else for (const reference of references) walkReference(walk, reference, place, line);
}

/** The ConfigMaps and Secrets that a kustomization makes of other files, and the Namespace that one below is renamed to. */
function generatedObjects(
  kustomization: Readonly<Record<string, unknown>>,
  lineOf: (at: readonly (string | number)[]) => { readonly file: string; readonly line: number },
): SourceObject[] {
  const made = (field: string, kind: string) =>
    listIn(kustomization[field]).map((each, index) => {
      const { name, namespace } = mapIn(each);
      const value = { apiVersion: 'v1', kind, metadata: { name, namespace } };
      return { value, generated: true, ...lineOf([field, index]) };
    });
  const namespace = stringIn(kustomization.namespace);
  const renamed = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  return [
    ...made('configMapGenerator', 'ConfigMap'),
    ...made('secretGenerator', 'Secret'),
    ...(namespace === undefined ? [] : [{ value: renamed, generated: true, ...lineOf(['namespace']) }]),
  ];
}

/** What kustomize makes of a list of objects: each of them. */
function itemsOf(value: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  const isList = stringIn(value.kind)?.endsWith('List') && value.items !== undefined;
  return isList ? listIn(value.items).map(mapIn) : [value];
}

function notAnObject(value: Readonly<Record<string, unknown>>, file: string, line: number): Finding {
  const { name } = mapIn(value.metadata);
  const lacking = Object.entries({ apiVersion: value.apiVersion, kind: value.kind, 'metadata.name': name })
    .filter(([, field]) => stringIn(field) === undefined)
    .map(([field]) => field);
  const why = lacking.length > 0 ? `it lacks ${lacking.join(', ')}` : 'its namespace is no text';
  return treeFinding('tree/not-an-object', `${file} holds what is no Kubernetes object: ${why}.`, {
    fix: 'Move it out of the folder, or list in a kustomization.yaml only what is to be applied.',
    file,
    line,
  });
}

function notRun({ what }: NotRun, file: string, line: number): Finding {
  return treeFinding('tree/not-run', `${file} needs ${what}, which Flux does not run.`, {
    fix: 'Use a HelmRelease for a chart; for anything else, commit what it makes.',
    file,
    line,
  });
}

function missing(walk: Walk, path: string, target: string, file: string, line: number): Finding {
  const at = { file, line };
  const link = walk.repo.links.get(target);
  if (link !== undefined)
    return treeFinding('tree/link', `${file} names ${path}, a symbolic link: Flux leaves those out.`, {
      severity: 'error',
      fix: 'Put the file itself in its place.',
      ...at,
    });
  if (walk.repo.files.has(target) && !walk.source.files.has(target))
    return treeFinding('tree/ignored', `${file} names ${path}, which the source leaves out.`, {
      fix: 'Take it out of .sourceignore, or out of the kustomization.',
      ...at,
    });
  const folder = target.slice(0, -nameOf(target).length).replace(/\/$/, '');
  const { files = [], folders = [] } = walk.source.folders.get(folder) ?? {};
  const candidates = [...files, ...folders].filter((name) => !isKustomizationFile(name));
  return treeFinding('tree/missing', `${file} names ${path}, which is not there.`, {
    fix: didYouMean(nameOf(target), candidates, 'Add it, or take it out of the kustomization.'),
    ...at,
  });
}
