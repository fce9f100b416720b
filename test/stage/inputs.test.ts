import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inputsHash } from '../../lib/stage/inputs';

/** A hub repo outside of Git, and its hash. */
function repo() {
  const root = mkdtempSync(join(tmpdir(), 'flux-hub-inputs-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'hub.ts'), 'export {};\n');
  return { root, hash: () => inputsHash(root, '1.0.0', join(root, 'dist')) };
}

test('a tree is rendered from every file of the repo', () => {
  const { root, hash } = repo();
  const before = hash();

  writeFileSync(join(root, 'tenant.ts'), 'export {};\n');

  expect(hash()).not.toBe(before);
});

test.each(['dist', 'deploy'])('%s is made, and no input, be it a folder or a link to one', (made) => {
  const { root, hash } = repo();
  const before = hash();

  mkdirSync(join(root, made));
  writeFileSync(join(root, made, 'kustomization.yaml'), 'resources: []\n');
  expect(hash()).toBe(before);

  rmSync(join(root, made), { recursive: true });
  symlinkSync(tmpdir(), join(root, made));
  expect(hash()).toBe(before);
});

test.each(['CODEOWNERS', 'docs/CODEOWNERS'])('%s is made of the stage, and makes it no staler', (file) => {
  const { root, hash } = repo();
  const before = hash();

  mkdirSync(join(root, 'docs'));
  writeFileSync(join(root, file), '* @acme/platform\n');

  expect(hash()).toBe(before);
});
