import { shortestInterval } from '../../policies/intervals';
import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { seconds } from './seconds';
import { specOf } from './spec-of';

const kinds = [
  'Kustomization',
  'HelmRelease',
  'GitRepository',
  'OCIRepository',
  'HelmRepository',
  'HelmChart',
  'Bucket',
  'ImageRepository',
  'ImageUpdateAutomation',
] as const;

/** Flux objects that keep its controllers busy. */
export const shortInterval: ClusterRule = {
  id: 'flux/short-interval',
  severity: 'warning',
  title: 'Interval too short',
  why: 'The controllers work for all tenants in turn: one that asks for every second is served at the cost of the others, and of the Git server.',
  fix: `Use ${shortestInterval}s or more. A Receiver brings changes at once, without asking.`,
  see: ['https://fluxcd.io/flux/guides/webhook-receivers/'],
  *check({ index }) {
    for (const object of fluxKinds(index, ...kinds)) {
      const { interval } = specOf<{ interval: string }>(object);
      if (interval !== undefined && seconds(interval) < shortestInterval)
        yield { object, message: `has the interval ${interval}, less than ${shortestInterval}s` };
    }
  },
};
