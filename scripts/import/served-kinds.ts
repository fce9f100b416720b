import type { BuiltInKinds } from './built-in-kinds';
import { oldestMinor } from './built-in-kinds';
import { generated, list } from './source';

/** Kinds of one API version, by the minor releases that serve them. */
export interface ServedKinds {
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly string[];
  readonly since: string;
  readonly until?: string;
}

/** The module that says which Kubernetes minors serve which built-in kinds. */
export function kubernetesVersionsModule(table: readonly BuiltInKinds[]): string {
  const rows = table.map(({ namespaced = [], cluster = [], since = oldestMinor, ...row }): ServedKinds => {
    const kinds = [...namespaced, ...cluster].sort();
    return {
      group: row.group,
      version: row.version,
      kinds,
      since,
      ...(row.until !== undefined && { until: row.until }),
    };
  });
  const comment = `Built-in kinds by the Kubernetes minors that serve them by default. \`${oldestMinor}\` also stands for earlier ones.`;
  return servedKindsModule('kubernetesVersions', comment, rows);
}

/** The module that says which releases of a project serve which of its kinds. */
export function projectVersionsModule(name: string, title: string, rows: readonly ServedKinds[]): string {
  const camel = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return servedKindsModule(`${camel}Versions`, `Kinds of ${title} by the minor releases that serve them.`, rows);
}

function servedKindsModule(name: string, comment: string, rows: readonly ServedKinds[]): string {
  return [
    generated,
    "import type { ServedKinds } from './catalog';",
    '',
    `/** ${comment} */`,
    `export const ${name}: readonly ServedKinds[] = ${list(rows)};`,
    '',
  ].join('\n');
}
