import type { Manifest } from '../manifest/manifest';
import type { Owner } from '../object/owner';
import { copyName, type EncryptedFile } from './encrypted-files';
import type { Layout } from './layout';

/** The folder of one part of an owner. */
export class PartFolder {
  /** Files that are copied into it. */
  readonly encrypted: EncryptedFile[] = [];
  /** A path is one string for all objects in the file: it is looked up for each of them. */
  private readonly files = new Map<string, string>();

  constructor(
    /** Below `deploy/`. */
    readonly path: string,
    private readonly fileName: (manifest: Manifest) => string,
  ) {}

  /** Names of its files, sorted. */
  get resources(): string[] {
    return [...this.files.keys(), ...this.encrypted.map(copyName)].sort();
  }

  /** Path of the file that an object goes to. */
  fileOf(manifest: Manifest): string {
    const name = this.fileName(manifest);
    const known = this.files.get(name);
    if (known !== undefined) return known;
    const path = `${this.path}/${name}`;
    this.files.set(name, path);
    return path;
  }
}

/** The folders of a cluster's owners that something goes into. */
export class PartFolders {
  private readonly byOwner = new Map<Owner, Map<string, PartFolder>>();

  constructor(
    private readonly cluster: string,
    private readonly layout: Layout,
  ) {}

  /** Every owner that has a folder, in the order in which they were asked for, with its folders by part. */
  get owners(): Iterable<[Owner, ReadonlyMap<string, PartFolder>]> {
    return this.byOwner;
  }

  /** The folder of an owner's part. */
  of(owner: Owner, part: string): PartFolder {
    const parts = this.byOwner.get(owner) ?? new Map<string, PartFolder>();
    this.byOwner.set(owner, parts);
    const known = parts.get(part);
    if (known) return known;
    const path = this.layout.part(this.cluster, owner, part);
    const folder = new PartFolder(path, (manifest) => this.layout.file(owner, part, manifest));
    parts.set(part, folder);
    return folder;
  }
}
