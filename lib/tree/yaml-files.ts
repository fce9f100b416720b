import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../manifest/finding';
import { lineOf, readManifests } from '../manifest/read';
import { isKustomizationFile } from './kustomize-files';
import type { RepoFiles } from './repo-files';
import { treeFinding } from './tree-finding';

/** No file that Flux applies is larger: the API server takes 3 MB of an object, and a release of Flux is 1 MB. */
export const maxFileSize = 10 * 1024 * 1024;

/** One YAML document that holds a map. */
export interface YamlDocument {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line of its first key, from 1. */
  readonly line: number;
  /** The line of a part of it; known of kustomization files only, else the line of the document. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/** A YAML file of the repo. */
export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly findings: readonly Finding[];
}

/** Reads the YAML files of a repo, each once. */
export class YamlFiles {
  private readonly read = new Map<string, YamlFile>();

  constructor(private readonly repo: RepoFiles) {}

  /** The documents of a file, and why any of them was not read. Never throws. */
  of(path: string): YamlFile {
    const known = this.read.get(path);
    if (known) return known;
    const file = this.load(path);
    this.read.set(path, file);
    return file;
  }

  private load(path: string): YamlFile {
    const size = this.repo.files.get(path) ?? 0;
    if (size > maxFileSize) return { documents: [], findings: [tooLarge(path, size)] };
    const text = textOf(join(this.repo.root, path));
    if (typeof text !== 'string')
      return {
        documents: [],
        findings: [treeFinding('tree/unreadable', `${path} cannot be read: ${text.code}.`, { file: path, line: 1 })],
      };
    return parseYaml(text, path);
  }
}

/** The documents of a YAML text. */
export function parseYaml(text: string, file: string): YamlFile {
  try {
    const { documents, problems } = readManifests(text, file);
    return {
      documents: documents.map((parsed) => ({
        value: parsed.value,
        line: parsed.line,
        // A syntax tree takes many times the room of its text: of a whole fleet it would not fit.
        lineOf: isKustomizationFile(file) ? (at) => lineOf(parsed, at) : constantly(parsed.line),
      })),
      findings: problems.map(({ line, message }) => invalid(message, file, line)),
    };
  } catch (error) {
    // Where it nests more deeply than the parser's own stack allows.
    return { documents: [], findings: [invalid((error as Error).message, file, 1)] };
  }
}

/** A file that is left alone for its size. */
export function tooLarge(path: string, size: number): Finding {
  return treeFinding('tree/too-large', `${path} has ${Math.round(size / 1024 / 1024)} MB: it is not read.`, {
    fix: 'Move what is no manifest out of the folders that Flux applies, or name it in .sourceignore.',
    file: path,
    line: 1,
  });
}

function invalid(message: string, file: string, line: number): Finding {
  return treeFinding('tree/invalid-yaml', `${file} is not the YAML that Flux reads: ${message}.`, { file, line });
}

function textOf(path: string): string | NodeJS.ErrnoException {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

/** Holds the number, and not what it was read from. */
function constantly(line: number): () => number {
  return () => line;
}
