import { expect, test } from 'vitest';
import { spoke } from '../spoke';

const files = spoke.files();
const textOf = (path: string) => String(files.get(path) ?? '');

test('every folder that the hub applies is rendered', () => {
  const folders = [...files.keys()].filter((path) => path.endsWith('kustomization.yaml'));

  expect(folders.sort()).toEqual(['deploy/kustomization.yaml']);
});

test('no image is what it happens to be today', () => {
  for (const path of files.keys()) expect(textOf(path)).not.toMatch(/image: [^:@\n]*(?::latest)?\n/);
});

test('the worker reaches the internet by HTTPS, and nothing else', () => {
  expect(textOf('deploy/networkpolicy.yaml').match(/port: \d+/g)).toEqual(['port: 53', 'port: 53', 'port: 443']);
});
