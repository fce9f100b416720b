import type { Manifest } from '../manifest/manifest';
import type { ObjectId } from '../manifest/object-id';
import { listIn, mapIn, stringIn } from '../tree/fields';
import { namespaceOf } from './namespaced-name';

/** Who refers: any object of a kind, in a namespace. */
export interface Referrer {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

/** Whether an object may refer to another: within a namespace it always may, across two as ReferenceGrants say. */
export type MayRefer = (from: Referrer, to: ObjectId & { readonly namespace: string }) => boolean;

const every = '';

/** What some ReferenceGrants allow. Each allows it in its own namespace. @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/ */
export function grantedReferences(referenceGrants: readonly Manifest[]): MayRefer {
  /** Names by who refers, in what namespace, to what kind. */
  const granted = new Map<string, Set<string>>();
  for (const grant of referenceGrants) {
    const { from, to } = mapIn(grant.spec);
    for (const referrer of listIn(from).map(mapIn))
      for (const target of listIn(to).map(mapIn)) {
        const key = keyOf(kindIn(referrer), stringIn(referrer.namespace), namespaceOf(grant), kindIn(target));
        granted.set(key, (granted.get(key) ?? new Set()).add(stringIn(target.name) ?? every));
      }
  }
  return (from, to) => {
    if (from.namespace === to.namespace) return true;
    const names = granted.get(keyOf(from, from.namespace, to.namespace, to));
    return names !== undefined && (names.has(every) || names.has(to.name));
  };
}

interface Kind {
  readonly group: string;
  readonly kind: string;
}

function kindIn({ group, kind }: Readonly<Record<string, unknown>>): Kind {
  return { group: stringIn(group) ?? '', kind: stringIn(kind) ?? '' };
}

function keyOf(from: Kind, fromNamespace: string | undefined, namespace: string, to: Kind): string {
  return `${from.group}/${from.kind}/${fromNamespace} ${namespace} ${to.group}/${to.kind}`;
}
