import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Block } from './markdown';

/** The files of a guide at one point of it. */
export interface Revision {
  /** Text of every file by its path. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths of what came last. */
  readonly added: readonly string[];
}

/** What a guide builds up: a new revision begins where it shows a file again. */
export function revisionsOf(blocks: readonly Block[]): Revision[] {
  const revisions: Revision[] = [];
  let added = new Map<string, string>();
  const close = () => {
    revisions.push({ files: new Map([...(revisions.at(-1)?.files ?? []), ...added]), added: [...added.keys()] });
    added = new Map();
  };
  for (const { path, text } of blocks) {
    if (path === undefined) continue;
    if (added.has(path)) close();
    added.set(path, path.endsWith('.json') ? text.slice(text.indexOf('\n')) : text);
  }
  close();
  return revisions;
}

/** The imports of a TypeScript text. */
export function importsOf(text: string): string {
  return (text.match(/^import\s[^;]*;$/gms) ?? []).join('\n');
}

/** Copies the example fleet, without what it renders. */
export function copyFleet(root: string, folder: string): void {
  for (const part of ['clusters', 'tenants', 'releases', 'hub.ts'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
}

/** Copies the contract of the example's billing into a spoke. */
export function copyContract(root: string, folder: string): void {
  cpSync(join(root, 'deploy', 'contracts', 'billing.ts'), join(folder, 'contract.ts'), { recursive: true });
}
