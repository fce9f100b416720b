import { expect, test } from 'vitest';
import { containerDefaults } from '../../lib/quota/container-defaults';

function given(...limits: readonly object[]) {
  return containerDefaults([
    { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'limits', namespace: 'shop' }, spec: { limits } },
  ]);
}

test('what a LimitRange gives to containers is what it says', () => {
  const limits = {
    type: 'Container',
    default: { cpu: '1', memory: '1Gi' },
    defaultRequest: { cpu: '100m', memory: 5 },
  };

  expect(given(limits)).toEqual({
    limits: { cpu: '1', memory: '1Gi' },
    requests: { cpu: '100m', memory: '5' },
  });
});

test('the most that it allows is the limit where it gives none, and what is requested then', () => {
  expect(given({ type: 'Container', max: { cpu: '2' } })).toEqual({ limits: { cpu: '2' }, requests: { cpu: '2' } });
  expect(given({ type: 'Container', max: { cpu: '2' }, default: { cpu: '1' } }).limits).toEqual({ cpu: '1' });
});

test('a limit is requested where no request is given, before the least that it allows', () => {
  const limits = { type: 'Container', default: { cpu: '1' }, min: { cpu: '10m', memory: '8Mi' } };

  expect(given(limits)).toEqual({ limits: { cpu: '1' }, requests: { cpu: '1', memory: '8Mi' } });
});

test('what it says of whole Pods and of claims gives containers nothing', () => {
  const nothing = { limits: {}, requests: {} };

  expect(given({ type: 'Pod', max: { cpu: '2' } }, { type: 'PersistentVolumeClaim', min: { storage: '1Gi' } })).toEqual(
    nothing,
  );
});
