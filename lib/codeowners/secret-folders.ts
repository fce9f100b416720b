import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { secretsRoot } from '../stage/secrets-folder';

/** Names of the tenants and services that have a folder of encrypted files for a cluster. */
export function secretFolders(root: string, cluster: string): ReadonlySet<string> {
  const entries = entriesOf(join(root, secretsRoot, cluster));
  return new Set(entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])));
}

/** None where there is no such folder. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
