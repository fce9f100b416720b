import { expect, test } from 'vitest';
import { isRemoteFile, isRemoteFolder } from '../../lib/tree/remote';

test.each([
  'https://github.com/acme/base',
  'HTTPS://example.com/a.yaml',
  'http://example.com/a',
  'ssh://git@example.com/acme/base',
  'file:///srv/base.git',
  'git::https://example.com/acme/base',
  'github.com/acme/base',
  'GitHub.com/acme/base//deploy?ref=v1',
  'github.com:acme/base.git',
  'git@github.com:acme/base.git',
  'git@example.com:acme/base.git//deploy',
  'org-12345@github.com:acme/base',
  'git@example.com/acme/base',
  'git@dev.example.com:v3/org/project/_git/repo',
])('%s is a folder that kustomize would clone', (path) => {
  expect(isRemoteFolder(path)).toBe(true);
});

test.each([
  '.',
  '../base',
  'base/github.com/acme/x',
  'github.community/x/y',
  '/srv/github.com/acme/base',
  'app@v2',
  'app@v2/base',
  'with space/x@y/z',
  'a:b/c',
])('%s is a folder that it would not', (path) => {
  expect(isRemoteFolder(path)).toBe(false);
});

test('a file is fetched by http only', () => {
  const paths = ['https://a/b', 'HTTP://a/b', 'http:a', 'github.com/a/b', 'ftp://a/b', 'a/https://b', 'httpsx'];

  expect(paths.filter(isRemoteFile)).toEqual(['https://a/b', 'HTTP://a/b', 'http:a']);
});
