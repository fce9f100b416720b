import { groupOf } from '../manifest/manifest';
import type { SourceObject } from './closure';
import { mapIn, stringIn } from './fields';

/** Where an object stands in the repo. */
export interface Origin {
  readonly file: string;
  readonly line: number;
}

/** Finds where what kustomize built was written. */
export type Provenance = (object: Readonly<Record<string, unknown>>) => Origin | undefined;

/**
 * Finds an object among those that the build read: the one of its kind, name and namespace; else of its kind and name,
 * since namespaces are what is overwritten most; else the one whose name it has with something before or behind it.
 */
export function provenanceOf(objects: readonly SourceObject[]): Provenance {
  const byKind = new Map<string, Map<string, SourceObject[]>>();
  for (const object of objects) {
    const names = entry(byKind, kindOf(object.value), () => new Map<string, SourceObject[]>());
    entry(names, nameIn(object.value), () => []).push(object);
  }
  return (built) => {
    const names = byKind.get(kindOf(built));
    const name = nameIn(built);
    const namesakes = names?.get(name) ?? [...(names ?? [])].filter(isWithin(name)).sort(longestFirst)[0]?.[1] ?? [];
    const { namespace } = mapIn(built.metadata);
    const written = namesakes.filter(({ generated }) => !generated);
    const [first, ...others] = written.length > 0 ? written : namesakes;
    return [first, ...others].find((each) => mapIn(each?.value.metadata).namespace === namespace) ?? first;
  };
}

function isWithin(name: string): (entry: readonly [string, unknown]) => boolean {
  return ([part]) => part !== '' && name.includes(part);
}

function longestFirst([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return b.length - a.length || (a < b ? -1 : 1);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function kindOf({ apiVersion, kind }: Readonly<Record<string, unknown>>): string {
  return `${groupOf(stringIn(apiVersion) ?? '')}/${kind}`;
}

function nameIn({ metadata }: Readonly<Record<string, unknown>>): string {
  return stringIn(mapIn(metadata).name) ?? '';
}
