import type { Reading } from './closure';
import { isWithin } from './path';
import type { RepoFiles } from './repo-files';
import { repoSource, type Source, sourceOf } from './source';
import type { YamlFiles } from './yaml-files';

/** The repo, and each folder of it that is fetched as if it were all: what is pushed as an artifact often is one. */
export class Sources {
  private readonly sources = new Map<string, Source>();

  constructor(
    private readonly repo: RepoFiles,
    private readonly yaml: YamlFiles,
  ) {}

  /** All of the repo. */
  get whole(): Reading {
    return this.at('');
  }

  /**
   * A folder of the repo as the root of a source.
   * @param ignore what the source leaves out besides
   */
  at(base: string, ignore = ''): Reading {
    const key = JSON.stringify([base, ignore]);
    const source = this.sources.get(key) ?? this.make(key, base, ignore);
    return { repo: this.repo, yaml: this.yaml, source };
  }

  /**
   * The root of the source that a path in a file is meant from: the repo's own where the path is there, else the outermost
   * folder around the file that has it. Undefined where none has.
   */
  baseOf(file: string, path: string): string | undefined {
    const parts = file.split('/').slice(0, -1);
    const bases = ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
    return bases.find((base) => this.whole.source.folders.has(within(base, path)));
  }

  private make(key: string, base: string, ignore: string): Source {
    const whole = repoSource(this.repo, ignore);
    const files = [...whole.files].filter(([path]) => isWithin(path, base));
    const cut = base === '' ? 0 : base.length + 1;
    const source = base === '' ? whole : sourceOf(key, new Map(files.map(([path, file]) => [path.slice(cut), file])));
    this.sources.set(key, source);
    return source;
  }
}

/** A path in a source, as it is in the repo. */
export function within(base: string, path: string): string {
  return [base, path].filter((part) => part !== '').join('/');
}
