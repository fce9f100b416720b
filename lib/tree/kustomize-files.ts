import { listIn, mapIn, stringIn } from './fields';
import { nameOf } from './path';
import { isRemoteFile, isRemoteFolder } from './remote';

/** What kustomize takes for a kustomization, in the order in which it looks. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a file is a kustomization by its name. */
export function isKustomizationFile(path: string): boolean {
  return kustomizationNames.includes(nameOf(path));
}

/** A path that a kustomization names. */
export interface FileReference {
  readonly path: string;
  /**
   * What kustomize looks for there: a file of any content, a file of objects, a folder with a kustomization, or either
   * of the last two; for `plugins`, those hold what is to be run.
   */
  readonly to: 'data' | 'folder' | 'objects' | 'plugins';
  /** Where the path stands in the kustomization. */
  readonly at: readonly (string | number)[];
}

/** What a kustomization needs that Flux never runs. */
export interface NotRun {
  readonly what: string;
  readonly at: readonly (string | number)[];
}

/** Every field that kustomize knows at the root of a kustomization. */
const fields: readonly string[] = [
  'apiVersion',
  'kind',
  'metadata',
  'openapi',
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'patchesStrategicMerge',
  'patchesJson6902',
  'patches',
  'images',
  'imageTags',
  'replacements',
  'replicas',
  'vars',
  'sortOptions',
  'resources',
  'components',
  'crds',
  'bases',
  'configMapGenerator',
  'secretGenerator',
  'helmGlobals',
  'helmCharts',
  'helmChartInflationGenerator',
  'generatorOptions',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'buildMetadata',
];

/** Those of a kustomization's fields that kustomize knows: Flux drops the others from the one that it applies. */
export function knownFields(kustomization: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap((field) => (field in kustomization ? [[field, kustomization[field]]] : [])));
}

/** Whether a kustomization does nothing but list resources. */
export function onlyLists(kustomization: Readonly<Record<string, unknown>>): boolean {
  const { kind = 'Kustomization' } = kustomization;
  return (
    kind === 'Kustomization' &&
    Object.keys(kustomization).every((field) => ['apiVersion', 'kind', 'resources'].includes(field))
  );
}

/** Every path that a kustomization names. @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export function referencesIn(kustomization: Readonly<Record<string, unknown>>): FileReference[] {
  const each = (field: string) => listIn(kustomization[field]).map((value, index) => ({ value, at: [field, index] }));
  const strings = (to: FileReference['to'], ...names: readonly string[]) =>
    names.flatMap(each).flatMap(({ value, at }) => reference(value, to, at));
  const paths = (...names: readonly string[]) =>
    names.flatMap(each).flatMap(({ value, at }) => reference(mapIn(value).path, 'data', [...at, 'path']));
  return [
    ...strings('objects', 'resources', 'bases'),
    ...strings('folder', 'components'),
    ...strings('data', 'crds', 'configurations'),
    ...strings('plugins', 'generators', 'transformers', 'validators').filter(({ path }) => !isInline(path)),
    ...strings('data', 'patchesStrategicMerge').filter(({ path }) => !isInline(path)),
    ...paths('patches', 'patchesJson6902', 'replacements'),
    ...reference(mapIn(kustomization.openapi).path, 'data', ['openapi', 'path']),
    ...['configMapGenerator', 'secretGenerator']
      .flatMap(each)
      .flatMap(({ value, at }) => generatorSources(mapIn(value), at)),
  ];
}

/** The plugins that a kustomization holds as text, with where they stand. */
export function inlinePlugins(
  kustomization: Readonly<Record<string, unknown>>,
): { readonly text: string; readonly at: readonly (string | number)[] }[] {
  return ['generators', 'transformers', 'validators'].flatMap((field) =>
    listIn(kustomization[field]).flatMap((text, index) =>
      typeof text === 'string' && isInline(text) ? [{ text, at: [field, index] }] : [],
    ),
  );
}

/** What a kustomization asks for that kustomize-controller does not run: Helm. */
export function notRunIn(kustomization: Readonly<Record<string, unknown>>): NotRun[] {
  return ['helmCharts', 'helmChartInflationGenerator']
    .filter((field) => listIn(kustomization[field]).length > 0)
    .map((field) => ({ what: field, at: [field] }));
}

/** The paths that the configuration of a plugin names, or that Flux does not run it: all but those within kustomize. */
export function pluginReferences(plugin: Readonly<Record<string, unknown>>): FileReference[] | NotRun {
  const { apiVersion, kind } = plugin;
  const { annotations } = mapIn(plugin.metadata);
  const isFunction = Object.keys(mapIn(annotations)).some((key) => key.startsWith('config.kubernetes.io/function'));
  if (apiVersion !== 'builtin' || kind === 'HelmChartInflationGenerator' || isFunction)
    return { what: `the plugin ${kind} of ${apiVersion}`, at: [] };
  return [
    ...reference(plugin.path, 'data', ['path']),
    ...reference(plugin.targetFilePath, 'data', ['targetFilePath']),
    ...listIn(plugin.paths).flatMap((path, index) => reference(path, 'data', ['paths', index])),
    ...listIn(plugin.replacements).flatMap((each) => reference(mapIn(each).path, 'data', ['replacements'])),
    ...generatorSources(plugin, []),
  ];
}

function generatorSources(
  generator: Readonly<Record<string, unknown>>,
  at: readonly (string | number)[],
): FileReference[] {
  return [
    ...listIn(generator.files).flatMap((file, index) => reference(pathOf(file), 'data', [...at, 'files', index])),
    ...listIn(generator.envs).flatMap((file, index) => reference(file, 'data', [...at, 'envs', index])),
    ...reference(generator.env, 'data', [...at, 'env']),
  ];
}

/** A file of a generator may be given a key: `key=path`. */
function pathOf(file: unknown): unknown {
  return typeof file === 'string' ? file.slice(file.indexOf('=') + 1) : file;
}

function reference(path: unknown, to: FileReference['to'], at: readonly (string | number)[]): FileReference[] {
  const given = stringIn(path);
  return given === undefined ? [] : [{ path: given, to, at }];
}

/** A text in the place of a path. What could be fetched is a path whatever else it looks like. */
function isInline(text: string): boolean {
  return /[\n{]|:\s/.test(text) && !isRemoteFile(text) && !isRemoteFolder(text);
}

/** The fields through which the items of a kustomization's lists, and plugins, name files. */
const pathFields = ['path', 'paths', 'files', 'envs', 'env', 'targetFilePath', 'replacements'];

/**
 * A field that kustomize takes for another, since it does not mind upper and lower case: what reads it otherwise would
 * overlook the paths in it. Undefined where there is none.
 */
export function misspeltField(kustomization: Readonly<Record<string, unknown>>): string | undefined {
  const items = ['patches', 'patchesJson6902', 'replacements', 'configMapGenerator', 'secretGenerator']
    .flatMap((field) => listIn(kustomization[field]))
    .concat(kustomization.openapi);
  return (
    misspelt(kustomization, [...fields, ...pathFields]) ??
    items.map((item) => misspelt(mapIn(item), pathFields)).find((field) => field !== undefined)
  );
}

function misspelt(map: Readonly<Record<string, unknown>>, known: readonly string[]): string | undefined {
  const lower = new Set(known.map((field) => field.toLowerCase()));
  return Object.keys(map).find((key) => lower.has(key.toLowerCase()) && !known.includes(key));
}
