import type { SourceLine } from './finding';
import type { Manifest } from './manifest';
import { groupOf } from './manifest';
import { idOf, keyOf, type ObjectId } from './object-id';

/** A manifest of a cluster, with where it comes from and where it goes. */
export interface IndexedObject {
  readonly manifest: Manifest;
  /** Key of its owner, `tenant/billing`; undefined where nobody is known to own it. */
  readonly owner?: string | undefined;
  /** True for the hub's own Flux Kustomizations, which apply what an owner has. @default false */
  readonly ofHub?: boolean;
  /** Path of the file that holds it, below the tree's root. */
  readonly file: string;
  /** Path of its construct; undefined for YAML that no construct made. */
  readonly construct?: string | undefined;
  /** The user's line that made it, looked up when asked. */
  readonly origin: () => SourceLine | undefined;
}

/** Objects by their identities. */
interface Identities {
  readonly byKey: ReadonlyMap<string, IndexedObject>;
  readonly duplicates: readonly { readonly first: IndexedObject; readonly again: IndexedObject }[];
}

/** All objects of a cluster, found by identity and by kind. */
export class ManifestIndex {
  private readonly byKind = new Map<string, IndexedObject[]>();

  constructor(
    readonly objects: readonly IndexedObject[],
    private readonly identities: Identities = identitiesOf(objects),
  ) {
    for (const object of objects) {
      const kind = kindKey(groupOf(object.manifest.apiVersion), object.manifest.kind);
      const alike = this.byKind.get(kind);
      if (alike) alike.push(object);
      else this.byKind.set(kind, [object]);
    }
  }

  /** Objects whose identity an earlier one already has. */
  get duplicates(): Identities['duplicates'] {
    return this.identities.duplicates;
  }

  /** Whether there is an object of an identity. */
  has(id: ObjectId): boolean {
    return this.identities.byKey.has(keyOf(id));
  }

  /** All objects of a kind, in the order given. */
  ofKind(group: string, kind: string): readonly IndexedObject[] {
    return this.byKind.get(kindKey(group, kind)) ?? [];
  }

  /** The same cluster without some of its objects, but for their identities: those are still taken. */
  without(hidden: ReadonlySet<IndexedObject>): ManifestIndex {
    if (hidden.size === 0) return this;
    const rest = this.objects.filter((object) => !hidden.has(object));
    return new ManifestIndex(rest, this.identities);
  }
}

function identitiesOf(objects: readonly IndexedObject[]): Identities {
  const byKey = new Map<string, IndexedObject>();
  const duplicates: { first: IndexedObject; again: IndexedObject }[] = [];
  for (const object of objects) {
    const key = keyOf(idOf(object.manifest));
    const first = byKey.get(key);
    if (first) duplicates.push({ first, again: object });
    else byKey.set(key, object);
  }
  return { byKey, duplicates };
}

function kindKey(group: string, kind: string): string {
  return `${group}/${kind}`;
}
