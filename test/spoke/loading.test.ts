import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importsBelow } from '../structure/imports';

const root = join(__dirname, '..', '..');
const imports = importsBelow(root, 'lib').filter(({ typeOnly }) => !typeOnly);

/** Every file of ours that is loaded with one. */
function loadedWith(entry: string): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const file of found)
    for (const { from, to } of imports) if (from === file && to.startsWith('lib/')) found.add(to);
  return found;
}

test('a spoke loads nothing of the hub, and the hub nothing of spokes', () => {
  const folders = (entry: string) => new Set([...loadedWith(entry)].map((path) => path.split('/')[1]));

  expect(folders('lib/spoke/index.ts')).toContain('manifest');
  for (const folder of ['hub', 'object', 'platform', 'flux', 'checks', 'rbac', 'tree', 'publish', 'versions'])
    expect(folders('lib/spoke/index.ts')).not.toContain(folder);
  for (const folder of ['spoke', 'init']) expect(folders('lib/index.ts')).not.toContain(folder);
});
