import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../../deploy/tree';

/** A gzipped tar of these files. */
export function archive(files: Readonly<Record<string, string>>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'flux-hub-'));
  try {
    const content = join(folder, 'content');
    writeFiles(content, Object.entries(files));
    // By name: Helm finds nothing in an archive whose paths start with `./`.
    execFileSync('tar', ['-czf', join(folder, 'archive.tgz'), '-C', content, ...readdirSync(content)]);
    return readFileSync(join(folder, 'archive.tgz'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
