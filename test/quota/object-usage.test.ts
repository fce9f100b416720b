import { expect, test } from 'vitest';
import { sumOf } from '../../lib/quota/amounts';
import { objectUsage } from '../../lib/quota/object-usage';
import { podRefusals } from '../../lib/quota/pod-refusals';
import { amounts } from './amounts';
import { countedBy, refusalCases, usageCases } from './cases';

const noDefaults = { requests: {}, limits: {} };

test.each(usageCases.map((each) => [each.title, each] as const))('%s counts for what Kubernetes counts it', (_, {
  manifest,
  defaults = noDefaults,
  used,
}) => {
  const { own, ofPod, pods } = objectUsage(manifest, defaults, new Map());
  const counted = Object.entries(sumOf([own, ofPod])).filter(([resource]) => countedBy.includes(resource));

  expect(Object.fromEntries(counted.filter(([, amount]) => amount > 0))).toEqual(amounts(used));
  expect(pods.most).toBe(manifest.kind === 'Pod' ? 1 : 0);
});

test.each(refusalCases.map((each) => [each.title, each] as const))('%s', (_, {
  pod,
  limited,
  defaults = noDefaults,
  at,
}) => {
  const quota = Object.fromEntries(limited.map((resource) => [resource, '1000Gi']));

  expect(podRefusals(pod, { quota, containerDefaults: defaults }).map(({ path }) => path)).toEqual(at);
});
