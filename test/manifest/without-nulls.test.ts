import { expect, test } from 'vitest';
import { withoutNulls } from '../../lib/manifest/without-nulls';

const manifest = (kind: string, spec: object) => ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, spec });

test('fields that are null are left out at any depth, and items of lists stay where they are', () => {
  expect(withoutNulls(manifest('Deployment', { a: null, b: [{ c: null, d: 1 }, null], e: { f: null } }))).toEqual(
    manifest('Deployment', { b: [{ d: 1 }, null], e: {} }),
  );
});

test('the values of a HelmRelease keep what takes away what the chart has', () => {
  expect(withoutNulls(manifest('HelmRelease', { suspend: null, values: { limits: { cpu: null } } }))).toEqual(
    manifest('HelmRelease', { values: { limits: { cpu: null } } }),
  );
});

test('a manifest without any is not copied', () => {
  const whole = manifest('Deployment', { replicas: 2, template: { spec: { containers: [{ name: 'a' }] } } });

  expect(withoutNulls(whole)).toBe(whole);
});
