import { listIn, mapIn, stringIn } from './fields';
import { matches, parseGlob } from './glob';
import { nameOf } from './path';
import { type Source, sourceOf } from './source';
import { ignores, withDefaults } from './source-ignore';

/**
 * What an artifact of an ArtifactGenerator holds. Undefined where any of it comes from elsewhere than the repo, or is
 * more than copied.
 * @param hub the repo
 * @param isHub whether a source of the generator is the repo
 * @see https://fluxcd.io/flux/components/source/artifactgenerators/
 */
export function artifactSource(
  generator: Readonly<Record<string, unknown>>,
  name: string,
  hub: Source,
  isHub: (source: Readonly<Record<string, unknown>>) => boolean,
): Source | undefined {
  const { sources, artifacts } = mapIn(generator.spec);
  const aliases = new Map(
    listIn(sources)
      .map(mapIn)
      .map((source) => [source.alias, source]),
  );
  const artifact = listIn(artifacts)
    .map(mapIn)
    .find((each) => each.name === name);
  const copied = new Map<string, string>();
  for (const copy of listIn(artifact?.copy).map(mapIn)) {
    const [, alias, pattern] = /^@([^/]+)\/(.*)$/s.exec(String(copy.from)) ?? [];
    const [, to] = /^@artifact\/(.*)$/s.exec(String(copy.to)) ?? [];
    const source = aliases.get(alias);
    const isPlain = copy.strategy === undefined || copy.strategy === 'Overwrite';
    if (pattern === undefined || to === undefined || source === undefined || !isHub(source) || !isPlain)
      return undefined;
    for (const [path, file] of copyOf(hub, { pattern, to, exclude: listIn(copy.exclude) }, copied))
      copied.set(path, file);
  }
  const usual = withDefaults([]);
  const kept = [...copied].filter(([path]) => !ignores(usual, path));
  return artifact && sourceOf(`artifact ${JSON.stringify(artifact.copy)} of ${hub.key}`, new Map(kept));
}

interface Copy {
  readonly pattern: string;
  readonly to: string;
  readonly exclude: readonly unknown[];
}

/** As `cp -r` does: a pattern keeps the path of what it fits, but for `folder/**`, which leaves the folder out. */
function copyOf(hub: Source, { pattern, to, exclude }: Copy, before: ReadonlyMap<string, string>): [string, string][] {
  const clean = pattern.replace(/\/$/, '');
  if (!/[*?[\]]/.test(clean)) {
    const intoFolder = to === '' || to.endsWith('/') || [...before.keys()].some((path) => path.startsWith(`${to}/`));
    const target = hub.files.has(clean) && !intoFolder ? to : joined(to, nameOf(clean));
    return filesAt(hub, clean).map(([path, file]) => [joined(target, path.slice(clean.length + 1)), file]);
  }
  const contents = clean.endsWith('/**') ? clean.slice(0, -'**'.length) : '';
  const root = clean.split('/').findIndex((part) => /[*?[\]]/.test(part));
  const below = clean.split('/').slice(0, root).join('/').length + (root > 0 ? 1 : 0);
  const isExcluded = (path: string) =>
    exclude.some((each) => fitsAnywhere(String(each).split('/'), path.slice(below).split('/')));
  return expand(hub, clean.split('/'))
    .flatMap((match) => filesAt(hub, match))
    .filter(([path]) => !isExcluded(path))
    .map(([path, file]) => [joined(to, path.slice(contents.length)), file]);
}

/** The files and folders that a pattern fits; `**` stands for one part there, as `*` does. */
function expand(hub: Source, parts: readonly string[], folder = ''): string[] {
  const [part, ...rest] = parts;
  const glob = parseGlob(part ?? '');
  if (part === undefined || glob === undefined) return [];
  const { files = [], folders = [] } = hub.folders.get(folder) ?? {};
  const fitting = (names: readonly string[]) =>
    names.filter((name) => matches(glob, name)).map((name) => joined(folder, name));
  if (rest.length === 0) return fitting([...files, ...folders]);
  return fitting(folders).flatMap((path) => expand(hub, rest, path));
}

/** A file, or all files of a folder, by their paths in the source. */
function filesAt(hub: Source, path: string): [path: string, file: string][] {
  const file = hub.files.get(path);
  if (file !== undefined) return [[path, file]];
  const { files = [], folders = [] } = hub.folders.get(path) ?? {};
  return [...files, ...folders].flatMap((name) => filesAt(hub, joined(path, name)));
}

/** Whether a pattern, in which `**` stands for any folders, fits a path. */
function fitsAnywhere(parts: readonly string[], path: readonly string[]): boolean {
  const open = (reached: Set<number>) => {
    for (const at of reached) if (parts[at] === '**') reached.add(at + 1);
    return reached;
  };
  const globs = parts.map((part) => parseGlob(part));
  let reached = open(new Set([0]));
  for (const name of path) {
    const next = new Set<number>();
    for (const at of reached) {
      const glob = globs[at];
      if (parts[at] === '**') next.add(at);
      else if (glob && matches(glob, name)) next.add(at + 1);
    }
    reached = open(next);
  }
  return reached.has(parts.length);
}

function joined(folder: string, name: string): string {
  const parts = [folder.replace(/\/$/, ''), stringIn(name)].filter((part) => part !== undefined && part !== '');
  return parts.join('/');
}
