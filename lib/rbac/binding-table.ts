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
      if (others) others.push(index);
      else bySubject.set(key, [index]);
    }
  });
  return {
    bindingsOf(identity) {
      const found = new Set<number>();
      for (const key of keysOf(identity)) for (const index of bySubject.get(key) ?? []) found.add(index);
      return [...found].sort((a, b) => a - b).flatMap((index) => bindings[index] ?? []);
    },
    named: (kind) =>
      [...bySubject.keys()]
        .filter((key) => key.startsWith(`${kind} `))
        .map((key) => key.slice(kind.length + 1))
        .sort(),
  };
}
