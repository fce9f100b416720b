import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lineOf, type ParsedDocument, readManifests } from '../manifest/read';
import { didYouMean } from '../manifest/similar';
import { Mistake } from '../mistake/mistake';
import type { GitRef } from './git-ref';

/** A release that is asked for and not there, or a file that cannot be read. */
export class ReleaseError extends Mistake {
  /** Tells the error from others, also one of another copy of this package. */
  override readonly name = 'ReleaseError';

  constructor(
    message: string,
    fix: string,
    /** The release file, `releases/billing.yaml`. */
    readonly file: string,
    /** The line in `file`, counted from 1. */
    readonly line: number,
  ) {
    super('releases/missing', message, fix);
  }
}

/** An environment, as far as releases look at it. */
export interface ReleaseEnvironment {
  /** Name of the environment, a key of the release files. */
  readonly name: string;
  /** Takes a release that is missing, so that the others are looked for too. @default - it is thrown */
  readonly onMissingRelease?: ((error: ReleaseError) => void) | undefined;
}

/** A Git reference as a release file writes it: exactly one of these. */
const refFields = ['branch', 'tag', 'semver', 'commit', 'name'] as const;

/**
 * Versions per environment, in YAML that people and bots edit: a file per app or service, a key per environment.
 *
 * ```yaml
 * # releases/billing.yaml
 * staging: { branch: main }
 * prod: { tag: v1.4.2 }
 * # releases/cert-manager.yaml
 * staging: { version: 1.21.1 }
 * prod: { version: 1.20.2 }
 * ```
 */
export class Releases {
  /** The releases in a folder, read when asked for. @param folder absolute path */
  static in(folder: string): Releases {
    return new Releases(folder);
  }

  private readonly documents = new Map<string, ParsedDocument>();

  private constructor(private readonly folder: string) {}

  /** The Git reference of an app in an environment. @throws ReleaseError where there is none */
  ref(app: string, environment: ReleaseEnvironment): GitRef {
    return orPlaceholder(environment, { branch: 'main' }, () => {
      const { entry, fail } = this.entry(app, environment);
      const fields = refFields.filter((field) => typeof entry[field] === 'string');
      if (fields.length !== 1) throw fail(`needs exactly one of ${refFields.join(', ')}`, 'Write `{ tag: v1.2.3 }`.');
      return entry as GitRef;
    });
  }

  /** The version of a chart or an image in an environment. @throws ReleaseError where there is none */
  version(app: string, environment: ReleaseEnvironment): string {
    return orPlaceholder(environment, '0.0.0', () => {
      const { entry, fail } = this.entry(app, environment);
      const { version } = entry;
      if (typeof version !== 'string') throw fail('needs a `version`, as a string', "Write `{ version: '1.2.3' }`.");
      return version;
    });
  }

  private entry(app: string, environment: ReleaseEnvironment) {
    const document = this.document(app);
    const file = this.fileOf(app);
    const entry = document.value[environment.name];
    const line = lineOf(document, [environment.name]);
    const fail = (message: string, fix: string) =>
      new ReleaseError(`${file}:${line}: ${environment.name} of ${app} ${message}.`, fix, file, line);
    if (entry === undefined) {
      const known = Object.keys(document.value);
      throw new ReleaseError(
        `${file}:${line}: ${app} has no release for ${environment.name}.`,
        didYouMean(environment.name, known, `Add it to ${file}, which has ${known.join(', ') || 'none'}.`),
        file,
        line,
      );
    }
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry))
      throw fail('must be a map', 'Write `{ tag: v1.2.3 }` or `{ version: 1.2.3 }`.');
    return { entry: entry as Readonly<Record<string, unknown>>, fail };
  }

  private document(app: string): ParsedDocument {
    const cached = this.documents.get(app);
    if (cached) return cached;
    const file = this.fileOf(app);
    const { documents, problems } = readManifests(this.text(app, file), file);
    const [document] = documents;
    if (problems[0] || !document)
      throw new ReleaseError(
        problems[0] ? `${file}:${problems[0].line}: ${problems[0].message}.` : `${file} is empty.`,
        'It must be a map of environments.',
        file,
        problems[0]?.line ?? 1,
      );
    this.documents.set(app, document);
    return document;
  }

  private text(app: string, file: string): string {
    try {
      return readFileSync(join(this.folder, `${app}.yaml`), 'utf8');
    } catch {
      throw new ReleaseError(
        `There is no ${file}, where the releases of ${app} would be.`,
        didYouMean(app, this.apps(), `Add ${file}.`),
        file,
        1,
      );
    }
  }

  private apps(): string[] {
    try {
      return readdirSync(this.folder).flatMap((file) =>
        file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : [],
      );
    } catch {
      return [];
    }
  }

  private fileOf(app: string): string {
    return `${basename(this.folder)}/${app}.yaml`;
  }
}

/** What `find` gives; where it finds nothing and the environment takes the error, a placeholder that is never rendered. */
function orPlaceholder<T>({ onMissingRelease }: ReleaseEnvironment, placeholder: T, find: () => T): T {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof ReleaseError) || !onMissingRelease) throw error;
    onMissingRelease(error);
    return placeholder;
  }
}
