import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { writeFiles } from './tree';

/** Files in a temporary folder, gone when the test ends. @returns the folder */
export function written(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'flux-hub-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFiles(folder, Object.entries(files));
  return folder;
}
