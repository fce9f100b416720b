import { expect, test } from 'vitest';
import { withoutNulls } from '../../lib/manifest/without-nulls';

const manifest = (apiVersion: string, kind: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'a' },
  spec,
});
const deployment = (spec: object) => manifest('apps/v1', 'Deployment', spec);

test('fields that are null are left out at any depth, and items of lists stay where they are', () => {
  expect(withoutNulls(deployment({ a: null, b: [{ c: null, d: 1 }, null], e: { f: null } }))).toEqual(
    deployment({ b: [{ d: 1 }, null], e: {} }),
  );
});

test('a custom resource keeps them, but for those of its metadata', () => {
  const release = manifest('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { suspend: null, values: { limits: null } });

  expect(withoutNulls({ ...release, metadata: { name: 'a', annotations: null as never } })).toEqual(release);
});

test('a manifest without any is not copied', () => {
  const whole = deployment({ replicas: 2, template: { spec: { containers: [{ name: 'a' }] } } });

  expect(withoutNulls(whole)).toBe(whole);
});
