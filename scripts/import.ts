import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importTable } from './import/projects';
import { fromFolder, fromUrls } from './import/read';
import { renderImports } from './import/render';
import { replaceFolder } from './import/write';

/** `npm run import [-- --crds DIR]`: makes the folder `imports` anew, from the projects' releases or from a folder that holds them. */
async function main(): Promise<void> {
  const { crds } = parseArgs({ options: { crds: { type: 'string' } } }).values;
  const files = await renderImports(importTable, crds === undefined ? fromUrls : fromFolder(crds));
  await replaceFolder(join(__dirname, '..', 'imports'), files);
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  console.error(`imports: ${files.size} files, ${(bytes / 1e6).toFixed(1)} MB`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
