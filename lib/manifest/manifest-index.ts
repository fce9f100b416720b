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
  /** Names of variables in it whose values nobody here knows: they stand in it as they are written. @default - none */
  readonly unknownVariables?: readonly string[] | undefined;
  /** Path of its construct; undefined for YAML that no construct made. */
  readonly construct?: string | undefined;
  /** The user's line that made it, looked up when asked. */
  readonly origin: () => SourceLine | undefined;
}

/** The objects of one kind, in one version. */
export interface KindOfObjects {
  readonly apiVersion: string;
  readonly kind: string;
  /** In the order given; at least one. */
  readonly objects: readonly [IndexedObject, ...IndexedObject[]];
}

/** Objects by their identities. */
interface Identities {
  readonly byKey: ReadonlyMap<string, IndexedObject>;
  readonly duplicates: readonly { readonly first: IndexedObject; readonly again: IndexedObject }[];
}

/** All objects of a cluster, found by identity and by kind. */
export class ManifestIndex {
  /** What kinds of objects there are, each in every version of it. */
  readonly kinds: readonly KindOfObjects[];
  /** What was asked for by kind. */
  private readonly found = new Map<string, readonly IndexedObject[]>();

  constructor(
    readonly objects: readonly IndexedObject[],
    private readonly identities: Identities = identitiesOf(objects),
    private readonly hidden: ReadonlySet<IndexedObject> = new Set(),
  ) {
    this.kinds = kindsOf(objects);
  }

  /** Objects whose identity an earlier one already has. */
  get duplicates(): Identities['duplicates'] {
    return this.identities.duplicates;
  }

  /** Whether there is an object of an identity. */
  has(id: ObjectId): boolean {
    return this.identities.byKey.has(keyOf(id));
  }

  /** The object of an identity; undefined where there is none, or where it is hidden. */
  get(id: ObjectId): IndexedObject | undefined {
    const object = this.identities.byKey.get(keyOf(id));
    return object && !this.hidden.has(object) ? object : undefined;
  }

  /** All objects of a kind, whatever their version, in the order given. */
  ofKind(group: string, kind: string): readonly IndexedObject[] {
    const key = `${group}/${kind}`;
    const found = this.found.get(key) ?? this.lookUp(group, kind);
    this.found.set(key, found);
    return found;
  }

  private lookUp(group: string, kind: string): readonly IndexedObject[] {
    const [first, ...others] = this.kinds.filter((each) => each.kind === kind && groupOf(each.apiVersion) === group);
    if (others.length === 0) return first?.objects ?? [];
    return this.objects.filter(({ manifest }) => manifest.kind === kind && groupOf(manifest.apiVersion) === group);
  }

  /** The same cluster without some of its objects, but for their identities: those are still taken. */
  without(hidden: ReadonlySet<IndexedObject>): ManifestIndex {
    if (hidden.size === 0) return this;
    const rest = this.objects.filter((object) => !hidden.has(object));
    return new ManifestIndex(rest, this.identities, hidden);
  }
}

function kindsOf(objects: readonly IndexedObject[]): readonly KindOfObjects[] {
  const versions = new Map<string, Map<string, [IndexedObject, ...IndexedObject[]]>>();
  for (const object of objects) {
    const { apiVersion, kind } = object.manifest;
    const kinds = versions.get(apiVersion);
    const alike = kinds?.get(kind);
    if (alike) alike.push(object);
    else if (kinds) kinds.set(kind, [object]);
    else versions.set(apiVersion, new Map([[kind, [object]]]));
  }
  return [...versions].flatMap(([apiVersion, kinds]) =>
    [...kinds].map(([kind, alike]) => ({ apiVersion, kind, objects: alike })),
  );
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
