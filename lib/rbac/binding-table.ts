import type { Binding } from './binding';
import { type Identity, keyOfSubject, keysOf } from './subject';

/** Bindings by whom they name. */
export interface BindingTable {
  /** The bindings of somebody, in the order given. */
  bindingsOf(identity: Identity): readonly Binding[];
  /** Names of all users, or of all groups, sorted. ServiceAccounts are users. */
  named(kind: 'User' | 'Group'): readonly string[];
}

/** Finds bindings by whom they name. */
export function bindingTable(bindings: readonly Binding[]): BindingTable {
  const bySubject = new Map<string, number[]>();
  bindings.forEach(({ id, subjects }, index) => {
    for (const subject of subjects) {
      const key = keyOfSubject(subject, id.namespace);
      if (key === undefined) continue;
      const others = bySubject.get(key);
      if (!others) bySubject.set(key, [index]);
      else if (others.at(-1) !== index) others.push(index);
    }
  });
  return {
    bindingsOf(identity) {
      const lists = keysOf(identity)
        .map((key) => bySubject.get(key) ?? [])
        .filter(({ length }) => length > 0);
      const [only = []] = lists;
      const found = lists.length < 2 ? only : [...new Set(lists.flat())].sort((a, b) => a - b);
      return found.flatMap((index) => bindings[index] ?? []);
    },
    named: (kind) =>
      [...bySubject.keys()]
        .filter((key) => key.startsWith(`${kind} `))
        .map((key) => key.slice(kind.length + 1))
        .sort(),
  };
}
