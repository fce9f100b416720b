import type { SourceLine } from './finding';
import type { Manifest } from './manifest';
import { groupOf } from './manifest';
import { idOf, keyOf, type ObjectId } from './object-id';

/** A manifest of a cluster, with where it comes from and where it goes. */
export interface IndexedObject {
  readonly manifest: Manifest;
  /** Key of its owner, `tenant/billing`; undefined where nobody is known to own it. */
  readonly owner?: string | undefined;
  /** Path of the file that holds it, below the tree's root. */
  readonly file: string;
  /** Path of its construct; undefined for YAML that no construct made. */
  readonly construct?: string | undefined;
  /** The user's line that made it, looked up when asked. */
  readonly origin: () => SourceLine | undefined;
}

/** All objects of a cluster, found by identity and by kind. */
export class ManifestIndex {
  private readonly byKey = new Map<string, IndexedObject>();
  private readonly byKind = new Map<string, IndexedObject[]>();
  /** Objects whose identity an earlier one already has. */
  readonly duplicates: readonly { readonly first: IndexedObject; readonly again: IndexedObject }[];

  constructor(readonly objects: readonly IndexedObject[]) {
    const duplicates: { first: IndexedObject; again: IndexedObject }[] = [];
    for (const object of objects) {
      const key = keyOf(idOf(object.manifest));
      const first = this.byKey.get(key);
      if (first) duplicates.push({ first, again: object });
      else this.byKey.set(key, object);
      const kind = kindKey(groupOf(object.manifest.apiVersion), object.manifest.kind);
      const alike = this.byKind.get(kind);
      if (alike) alike.push(object);
      else this.byKind.set(kind, [object]);
    }
    this.duplicates = duplicates;
  }

  /** The object of an identity, or undefined. */
  get(id: ObjectId): IndexedObject | undefined {
    return this.byKey.get(keyOf(id));
  }

  has(id: ObjectId): boolean {
    return this.byKey.has(keyOf(id));
  }

  /** All objects of a kind, in the order given. */
  ofKind(group: string, kind: string): readonly IndexedObject[] {
    return this.byKind.get(kindKey(group, kind)) ?? [];
  }
}

function kindKey(group: string, kind: string): string {
  return `${group}/${kind}`;
}
