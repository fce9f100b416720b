import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type ScalarTag,
  type Tags,
  visit,
} from 'yaml';
import { GO_NUMBER, goNumber } from './go-number';

/** One YAML document that holds a map. */
export interface ParsedDocument {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line of its first key, from 1. */
  readonly line: number;
  /** Where its parts stand; for `lineOf`. */
  readonly source: { readonly document: Document; readonly lines: LineCounter };
}

/** Why a file, or a document of it, was not read. */
export interface ReadProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}

/** How many nodes an alias may stand for, taken together, before it counts as an attack. */
const MAX_ALIAS_COUNT = 1000;

/**
 * The documents of a YAML text, as kubectl reads them: `on` and `y` are booleans, `0777` is octal, dates and
 * `12:30:45` are strings, a key is always a string. Never throws: what is no YAML, no map, holds a key twice, a tag,
 * or more aliases than anyone writes becomes a problem, and the document it is in is left out. A document that is
 * empty or only a comment is neither.
 * @param file named in the problems; it is not read.
 */
export function readManifests(text: string, file: string): { documents: ParsedDocument[]; problems: ReadProblem[] } {
  const lines = new LineCounter();
  const documents: ParsedDocument[] = [];
  const problems: ReadProblem[] = [];
  const report = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line: Math.max(line, 1), column: Math.max(col, 1), message });
  };
  for (const document of parse(text, lines, report)) {
    const start = startOf(document.contents);
    const faults = faultsIn(document);
    for (const { offset, message } of faults) report(offset, message);
    if (faults.length > 0 || isEmpty(document)) continue;
    if (!isMap(document.contents)) {
      report(start, `a document must be a map, not a ${isSeq(document.contents) ? 'list' : 'scalar'}`);
      continue;
    }
    const value = plainValueOf(document, (message) => report(start, message));
    if (value !== undefined) documents.push({ value, line: lines.linePos(start).line, source: { document, lines } });
  }
  return { documents, problems };
}

/**
 * The line on which a key or list item stands, from 1; of what is not there, the line of the closest parent that is.
 * @param path keys and indices from the root, as in `['spec', 'rules', 0]`.
 */
export function lineOf(parsed: ParsedDocument, path: readonly (string | number)[]): number {
  const { document, lines } = parsed.source;
  let line = parsed.line;
  let node: unknown = document.contents;
  for (const step of path) {
    const { at, value } = childOf(isAlias(node) ? node.resolve(document) : node, step);
    if (at === undefined) break;
    line = lines.linePos(startOf(at)).line;
    node = value;
  }
  return line;
}

interface Fault {
  readonly offset: number;
  readonly message: string;
}

function parse(text: string, lineCounter: LineCounter, report: (offset: number, message: string) => void): Document[] {
  const options = { version: '1.1', customTags: asKubectl, resolveKnownTags: false, logLevel: 'silent' } as const;
  try {
    return [...parseAllDocuments(text, { ...options, lineCounter, prettyErrors: false, uniqueKeys: isSameKey })];
  } catch (error) {
    report(0, messageOf(error));
    return [];
  }
}

/** What follows a line that is no YAML the parser guesses: the first is all that is known to be wrong. */
function faultsIn(document: Document): Fault[] {
  const broken = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (broken) return [{ offset: broken.pos[0], message: broken.message }];
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({ offset: pos[0], message }));
  const fault = (node: unknown, message: string) => faults.push({ offset: startOf(node), message });
  const anchors = new Set<string>();
  visit(document, {
    Pair(_, { key }) {
      const name = isAlias(key) ? key.resolve(document) : key;
      if (!isScalar(name) || name.value === null) fault(key, 'a key must be a string');
    },
    Node(_, node, around) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
      } else if (!anchors.has(node.source)) {
        fault(node, `*${node.source} stands for nothing: no anchor &${node.source} comes before it`);
      } else if (around.some((parent) => isCollection(parent) && parent.anchor === node.source)) {
        fault(node, `*${node.source} contains itself`);
      }
    },
  });
  return faults;
}

function plainValueOf(document: Document, report: (message: string) => void): Record<string, unknown> | undefined {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIAS_COUNT });
  } catch (error) {
    report(messageOf(error));
    return undefined;
  }
}

function childOf(parent: unknown, step: string | number): { at?: unknown; value?: unknown } {
  if (isSeq(parent)) return { at: parent.items[Number(step)], value: parent.items[Number(step)] };
  if (!isMap(parent)) return {};
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return { at: pair?.key, value: pair?.value };
}

/** The tags of YAML 1.1 without those that kubectl does not know, and with Go's idea of a number. */
function asKubectl(tags: Tags): Tags {
  const kept = ['map', 'seq', 'str', 'null', 'bool', 'merge'].map((name) => `tag:yaml.org,2002:${name}`);
  return [...tags.filter((tag) => typeof tag === 'object' && kept.includes(tag.tag)), GO_NUMBER_TAG, NOT_FINITE_TAG];
}

const GO_NUMBER_TAG: ScalarTag = { tag: 'tag:yaml.org,2002:int', default: true, test: GO_NUMBER, resolve: goNumber };

const NOT_FINITE_TAG: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
  resolve: (scalar, onError) => onError(`${scalar} is no number that JSON knows`),
};

/** `1` and `"1"`, `on` and `true` are one key to Kubernetes. */
function isSameKey(a: unknown, b: unknown): boolean {
  return a === b || (isScalar(a) && isScalar(b) && String(a.value) === String(b.value));
}

function isEmpty({ contents }: Document): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
