import { expect, test } from 'vitest';
import { spoke } from '../spoke';

const files = spoke.files();
const textOf = (path: string) => String(files.get(path) ?? '');

test('every folder that the hub applies is rendered', () => {
  const folders = [...files.keys()].filter((path) => path.endsWith('kustomization.yaml'));

  expect(folders.sort()).toEqual([
    'deploy/prod/kustomization.yaml',
    'deploy/staging/kustomization.yaml',
    'worker/prod/kustomization.yaml',
    'worker/staging/kustomization.yaml',
  ]);
});

test('no image is what it happens to be today', () => {
  for (const path of files.keys()) expect(textOf(path)).not.toMatch(/image: [^:@\n]*(?::latest)?\n/);
});

test('prod answers on every cluster for the hostname of that cluster', () => {
  expect(textOf('deploy/prod/httproute.yaml')).toContain('billing.${domain}');
});
