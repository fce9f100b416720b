import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReleaseError, Releases } from 'cdk8s-flux-hub';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'releases-')), 'releases');
  mkdirSync(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const prod = { name: 'prod' };
const staging = { name: 'staging' };

function file(name: string, text: string): Releases {
  writeFileSync(join(folder, name), text);
  return Releases.in(folder);
}

/** The error that something throws, as a message with its fix and place. */
function failure(act: () => unknown): object {
  try {
    act();
  } catch (error) {
    if (error instanceof ReleaseError)
      return { message: error.message, fix: error.fix, at: `${error.file}:${error.line}` };
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('each environment has its own reference and its own version', () => {
  const billing = file('billing.yaml', '# bumped by a bot\nstaging: { branch: main }\nprod:\n  tag: v1.4.2\n');
  expect(billing.ref('billing', staging)).toEqual({ branch: 'main' });
  expect(billing.ref('billing', prod)).toEqual({ tag: 'v1.4.2' });

  const certManager = file('cert-manager.yaml', "staging: { version: '1.21' }\nprod: { version: v1.20.2 }\n");
  expect(certManager.version('cert-manager', staging)).toBe('1.21');
  expect(certManager.version('cert-manager', prod)).toBe('v1.20.2');
});

test('an environment that is misspelt is asked for', () => {
  const releases = file('billing.yaml', '# comment\nstagin: { branch: main }\nprod: { tag: v1 }\n');

  expect(failure(() => releases.ref('billing', staging))).toEqual({
    message: 'releases/billing.yaml:2: billing has no release for staging.',
    fix: 'Did you mean stagin?',
    at: 'releases/billing.yaml:2',
  });
});

test('an environment like no other is told where to go', () => {
  const releases = file('billing.yaml', 'dev: { branch: main }\nprod: { tag: v1 }\n');

  expect(failure(() => releases.ref('billing', staging))).toMatchObject({
    fix: 'Add it to releases/billing.yaml, which has dev, prod.',
  });
});

test('an app without a file is told which file it needs', () => {
  expect(failure(() => Releases.in(folder).version('kyverno', prod))).toEqual({
    message: 'There is no releases/kyverno.yaml, where the releases of kyverno would be.',
    fix: 'Add releases/kyverno.yaml.',
    at: 'releases/kyverno.yaml:1',
  });
});

test.each([
  ['a reference without a value', 'prod: {}\n', 'needs exactly one of branch, tag, semver, commit, name'],
  [
    'two references',
    'staging: { branch: main }\nprod: { tag: v1, branch: main }\n',
    'needs exactly one of branch, tag, semver, commit, name',
  ],
  ['a plain value', 'prod: v1.4.2\n', 'must be a map'],
])('%s is an error with its line', (_, text, complaint) => {
  const releases = file('billing.yaml', text);
  const line = text.split('\n').findIndex((row) => row.startsWith('prod')) + 1;

  expect(failure(() => releases.ref('billing', prod))).toMatchObject({
    message: `releases/billing.yaml:${line}: prod of billing ${complaint}.`,
    at: `releases/billing.yaml:${line}`,
  });
});

test('a version that YAML reads as a number is refused, since its zeros are lost', () => {
  const releases = file('kyverno.yaml', 'staging: { version: 3.9.0 }\nprod: { version: 3.10 }\n');

  expect(releases.version('kyverno', staging)).toBe('3.9.0');
  expect(failure(() => releases.version('kyverno', prod))).toEqual({
    message: 'releases/kyverno.yaml:2: prod of kyverno needs a `version`, as a string.',
    fix: "Write `{ version: '1.2.3' }`.",
    at: 'releases/kyverno.yaml:2',
  });
});

test('a file that cannot be read is an error with its line', () => {
  const releases = file('billing.yaml', 'staging: { branch: main }\nprod: [\n');

  expect(failure(() => releases.ref('billing', prod))).toMatchObject({
    message: expect.stringMatching(/^releases\/billing\.yaml:\d+: ./),
    fix: 'It must be a map of environments.',
  });
});

test('an empty file is an error', () => {
  expect(failure(() => file('billing.yaml', '# nothing yet\n').ref('billing', prod))).toMatchObject({
    message: 'releases/billing.yaml is empty.',
  });
});
