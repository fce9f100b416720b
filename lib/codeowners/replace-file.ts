import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Puts a file into its place, whole or not at all, with the folders around it. */
export function replaceFile(path: string, content: Buffer): void {
  const temp = join(dirname(path), `.${basename(path)}.flux-hub.tmp`);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(temp, { force: true }); // of one that was stopped
  writeFileSync(temp, content, { flag: 'wx' });
  renameSync(temp, path);
}
