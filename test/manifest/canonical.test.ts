import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../lib/manifest/canonical';
import { emit } from '../../lib/manifest/emit';
import type { Manifest } from '../../lib/manifest/manifest';
import { json, text } from './nasty';

/** Key order, nulls and emptiness all show in JSON. */
const shown = (manifest: unknown) => JSON.stringify(canonical(manifest as Manifest));

test('what identifies an object leads, and everything else is sorted by code unit', () => {
  const manifest = {
    spec: {
      zone: 1,
      Zone: 2,
      ä: 3,
      rules: [{ port: 1, namespace: 'b', backend: { weight: 1, name: 'x' }, name: 'a' }],
    },
    metadata: { labels: { b: '1', a: '2' }, namespace: 'billing', annotations: { note: 'x' }, name: 'api' },
    data: { name: 'd', apiVersion: 'v1', kind: 'k' },
    kind: 'Kustomization',
    apiVersion: 'v1',
  };
  expect(emit(canonical(manifest as Manifest))).toBe(`apiVersion: v1
kind: Kustomization
metadata:
  name: api
  namespace: billing
  annotations:
    note: x
  labels:
    a: "2"
    b: "1"
data:
  kind: k
  name: d
  apiVersion: v1
spec:
  Zone: 2
  rules:
    - name: a
      namespace: b
      backend:
        name: x
        weight: 1
      port: 1
  zone: 1
  ä: 3
`);
});

test('null and undefined fields are left out, empty ones in metadata only', () => {
  const manifest = {
    metadata: {
      name: 'a',
      labels: {},
      annotations: { gone: null },
      finalizers: [],
      ownerReferences: [{ uid: undefined }],
    },
    spec: { podSelector: {}, ingress: [], from: null, to: undefined, template: { metadata: { labels: {} } } },
    status: {},
  };
  expect(shown(manifest)).toBe(
    '{"metadata":{"name":"a","ownerReferences":[{}]},' +
      '"spec":{"ingress":[],"podSelector":{},"template":{"metadata":{"labels":{}}}},"status":{}}',
  );
});

test('lists keep their order and their nulls', () => {
  expect(shown({ spec: { args: ['b', null, 'a', [2, 1]] } })).toBe('{"spec":{"args":["b",null,"a",[2,1]]}}');
});

test('a field called __proto__ stays a field', () => {
  expect(shown(JSON.parse('{"data":{"__proto__":{"b":1,"a":2}}}'))).toBe('{"data":{"__proto__":{"a":2,"b":1}}}');
});

test('what is no plain value reaches the emitter, which refuses it', () => {
  const manifest = { spec: { when: new Date(0) } } as unknown as Manifest;
  expect(() => emit(canonical(manifest))).toThrow('spec.when is an instance of Date, not a plain value');
});

test('a manifest that contains itself is refused by its path', () => {
  const manifest: Record<string, unknown> = { kind: 'A' };
  manifest.spec = { owner: [manifest] };
  expect(() => canonical(manifest as Manifest)).toThrow(new TypeError('spec.owner.0 contains itself'));
});

const manifest = fc.record({ metadata: json(text, text), spec: json(text, text), kind: text }) as fc.Arbitrary<unknown>;

/** The same value with the keys of every map the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, reversed(child)]),
  );
}

test('the order of the fields given changes nothing, once is enough, and the argument stays as it was', () => {
  const isStable = (value: unknown) => {
    const before = JSON.stringify(value);
    const once = canonical(value as Manifest);
    expect(JSON.stringify(canonical(reversed(value) as Manifest))).toBe(JSON.stringify(once));
    expect(JSON.stringify(canonical(once))).toBe(JSON.stringify(once));
    expect(JSON.stringify(value)).toBe(before);
  };
  fc.assert(fc.property(manifest, isStable), { numRuns: 3_000 });
});

test('null stays in the values of a HelmRelease, where it takes away what the chart has', () => {
  const release = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'a' },
    spec: { suspend: null, values: { z: [null], limits: { memory: '1Gi', cpu: null, gone: undefined } } },
  };

  expect(emit(canonical(release))).toContain(`spec:
  values:
    limits:
      cpu: null
      memory: 1Gi
    z:
      - null
`);
});
