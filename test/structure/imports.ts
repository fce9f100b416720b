import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** An import or re-export in a source file. */
export interface Import {
  /** The file, relative to the root: `lib/flux/bucket.ts`. */
  readonly from: string;
  /** The file it names, as `from` is given, or the name of a package. */
  readonly to: string;
  /** Whether nothing is left of it when the code runs. */
  readonly typeOnly: boolean;
}

/** `import type { A } from './a'`, `export * from './b'`, `import './c'` */
const statement = /^(?:import|export)\s(?:(type\s)?([^;'"]*?)\sfrom\s)?'([^']+)'/gm;
/** `await import('./d')` */
const dynamic = /\bimport\('([^']+)'\)/g;

/** Every import of the TypeScript files below some folders of the root, in the order of files. */
export function importsBelow(root: string, ...folders: readonly string[]): Import[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => posix.join(folder, path)),
    )
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .flatMap((from) => importsIn(readFileSync(join(root, from), 'utf8'), from));
}

/** The imports in the text of a file. */
export function importsIn(text: string, from: string): Import[] {
  const code = text.replace(/`[^`]*`/g, '``'); // what is written into other files imports nothing here
  const fixed = [...code.matchAll(statement)].map(([, type, names = '', to = '']) => ({
    from,
    to: target(from, to),
    typeOnly: type !== undefined || namesOnlyTypes(names),
  }));
  const late = [...text.matchAll(dynamic)].map(([, to = '']) => ({ from, to: target(from, to), typeOnly: false }));
  return [...fixed, ...late];
}

/** `{ type A, type B }` */
function namesOnlyTypes(names: string): boolean {
  const list = /^\{(.*)\}$/s.exec(names.trim())?.[1]?.split(',') ?? [];
  return list.length > 0 && list.every((name) => /^\s*(?:type\s|$)/.test(name));
}

function target(from: string, to: string): string {
  return to.startsWith('.') ? `${posix.join(posix.dirname(from), to)}.ts` : to;
}
