import { type Glob, matches, parseGlob } from './glob';

/** One line of a `.sourceignore`. */
export interface IgnorePattern {
  /** The folder of the file that says so, as its parts. */
  readonly domain: readonly string[];
  /** Whether it takes back what an earlier line ignores. */
  readonly includes: boolean;
  readonly foldersOnly: boolean;
  /** Its parts between slashes. */
  readonly parts: readonly Part[];
}

/** A name, where `''` stands before a leading slash and `**` for any folders; a pattern; undefined for what is malformed. */
type Part = string | Glob | undefined;

/** What Flux never takes, and what it leaves out where no `.sourceignore` says otherwise. */
const VERSION_CONTROL = '.git/\n.gitignore\n.gitmodules\n.gitattributes';
const DEFAULTS = `*.jpg\n*.jpeg\n*.gif\n*.png\n*.wmv\n*.flv\n*.tar.gz\n*.zip
.github/\n.circleci/\n.travis.yml\n.gitlab-ci.yml\nappveyor.yml\n.drone.yml\ncloudbuild.yaml\ncodeship-services.yml\ncodeship-steps.yml
**/.goreleaser.yml\n**/.sops.yaml\n**/.flux.yaml`;

/**
 * The patterns of a `.sourceignore`, or of a source's `spec.ignore`.
 * @param folder of the file, relative to the source; the empty string for its root.
 */
export function parseIgnore(text: string, folder = ''): IgnorePattern[] {
  const domain = folder === '' ? [] : folder.split('/');
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#') && line.trim() !== '')
    .map((line) => parsePattern(line, domain));
}

/**
 * All patterns of a source: any of its own replace the usual ones, except for those of version control.
 * @see https://fluxcd.io/flux/components/source/gitrepositories/#excluding-files
 */
export function withDefaults(own: readonly IgnorePattern[]): IgnorePattern[] {
  return [...parseIgnore(VERSION_CONTROL), ...(own.length > 0 ? own : parseIgnore(DEFAULTS))];
}

/** Whether a file is ignored: the last pattern that fits decides. */
export function ignores(patterns: readonly IgnorePattern[], path: string): boolean {
  const parts = path.split('/');
  const last = patterns.findLast((pattern) => fits(pattern, parts, false));
  return last !== undefined && !last.includes;
}

/** Whether a folder is ignored with all that is in it, as git does it: what is below cannot be taken back. */
export function ignoresFolder(patterns: readonly IgnorePattern[], path: string): boolean {
  const parts = path.split('/');
  const last = patterns.findLast((pattern) => fits(pattern, parts, true));
  return last !== undefined && !last.includes;
}

function parsePattern(line: string, domain: readonly string[]): IgnorePattern {
  const includes = line.startsWith('!');
  const pattern = line.slice(includes ? 1 : 0).replace(/(?<!\\) +$/, '');
  const foldersOnly = pattern.endsWith('/');
  const parts = (foldersOnly ? pattern.slice(0, -1) : pattern).split('/').map(parsePart);
  return { domain, includes, foldersOnly, parts };
}

function parsePart(part: string): Part {
  if (part === '**' || !/[*?[\\]/.test(part)) return part;
  return part.includes('**') ? undefined : parseGlob(part);
}

function fits({ domain, parts, foldersOnly }: IgnorePattern, path: readonly string[], isFolder: boolean): boolean {
  if (path.length <= domain.length || domain.some((part, index) => path[index] !== part)) return false;
  const below = path.slice(domain.length);
  return parts.length > 1
    ? fitsPath(parts, below, foldersOnly && !isFolder)
    : fitsName(parts[0], below, foldersOnly && !isFolder);
}

/** A pattern without a slash fits a file, or a folder around it, of that name. */
function fitsName(part: Part, path: readonly string[], notLast: boolean): boolean {
  const at = path.findIndex((name) => fitsPart(part, name));
  return at >= 0 && !(notLast && at === path.length - 1);
}

/** A pattern with a slash fits from the start; what it fits is ignored with all that is below. */
function fitsPath(parts: readonly Part[], path: readonly string[], notLast: boolean): boolean {
  let at = 0;
  let anywhere = false;
  let fitted = false;
  for (const [index, part] of parts.entries()) {
    if (part === '') anywhere = false;
    else if (part === '**') {
      if (index === parts.length - 1) break;
      anywhere = true;
    } else {
      const found = path.findIndex((name, place) => place >= at && fitsPart(part, name));
      if (found < 0 || (!anywhere && found !== at)) return false;
      at = found + 1;
      anywhere = false;
      fitted = true;
    }
  }
  return fitted && !(notLast && at === path.length);
}

function fitsPart(part: Part, name: string): boolean {
  if (typeof part === 'string') return part === '**' || part === name;
  return part !== undefined && matches(part, name);
}
