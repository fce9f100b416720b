import type { Access, Right } from './access';
import { type Identity, keysOf } from './subject';
import { type Step, ways } from './ways';

/** Whom somebody can act as, or which rights they can have. */
export interface Reached {
  /** Who it is; where only rights are gained, who gains them. */
  readonly identity: Identity;
  /** All rights of that identity, or those that are gained. */
  readonly rights: readonly Right[];
  /** How, from the first step on; empty for who they are to begin with. */
  readonly path: readonly Step[];
}

/**
 * Who somebody can make themselves, and what they can give themselves, in as few steps as possible: first themselves, then
 * what they reach directly, then what is reached from there. Only by rights in RBAC: what admission policies refuse counts too.
 */
export function* reach(access: Access, identity: Identity): Iterable<Reached> {
  const seen = new Set([keyOf(identity)]);
  const queue: Reached[] = [{ identity, rights: access.rights(identity), path: [] }];
  for (let at = queue.shift(); at; at = queue.shift()) {
    yield at;
    if (at.rights.some(isEverything)) continue;
    for (const { identity: other, rights, step } of ways.flatMap((way) => [...way(access, at.rights)])) {
      const path = [...at.path, step];
      const key = other ? keyOf(other) : JSON.stringify(rights);
      if (seen.has(key)) continue;
      seen.add(key);
      // What is gained adds to what was there, as one needs both for some of the ways.
      if (other) queue.push({ identity: other, rights: access.rights(other), path });
      else queue.push({ identity: at.identity, rights: [...rights, ...at.rights], path });
    }
  }
}

/** Whether a right leaves nothing more to be had. */
function isEverything({ rule, namespace }: Right): boolean {
  const all = (words: readonly string[]) => words.includes('*');
  return (
    namespace === undefined &&
    all(rule.verbs) &&
    all(rule.apiGroups) &&
    all(rule.resources) &&
    !rule.resourceNames.length
  );
}

function keyOf(identity: Identity): string {
  return keysOf(identity).join('\n');
}
