import { expect, test } from 'vitest';
import { spoke } from '../spoke';

const files = spoke.files();
const textOf = (path: string) => String(files.get(path) ?? '');

test('every folder that the hub applies is rendered', () => {
  const folders = [...files.keys()].filter((path) => path.endsWith('kustomization.yaml'));

  expect(folders.sort()).toEqual(['prod/kustomization.yaml', 'staging/kustomization.yaml']);
});

test('no image is what it happens to be today', () => {
  for (const path of files.keys()) expect(textOf(path)).not.toMatch(/image: [^:@\n]*(?::latest)?\n/);
});

test('prod has more Pods than staging', () => {
  expect(textOf('prod/deployment.yaml')).toContain('replicas: 3');
  expect(textOf('staging/deployment.yaml')).toContain('replicas: 1');
});
