import { below, specPlace } from '../../manifest/place';
import { shortestInterval } from '../../policies/intervals';
import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { seconds } from './seconds';

/** All kinds that are looked at by an interval, but for Providers, whose interval nobody reads any more. */
const kinds = [
  'Kustomization',
  'HelmRelease',
  'GitRepository',
  'OCIRepository',
  'HelmRepository',
  'HelmChart',
  'Bucket',
  'ImageRepository',
  'ImagePolicy',
  'ImageUpdateAutomation',
  'Receiver',
] as const;

/** Where they say it: the last is of the HelmChart that a HelmRelease makes. */
const fields = [
  'interval',
  'retryInterval',
  'install.strategy.retryInterval',
  'upgrade.strategy.retryInterval',
  'chart.spec.interval',
];

/** Flux objects that keep its controllers busy. */
export const shortInterval: ClusterRule = {
  id: 'flux/short-interval',
  severity: 'warning',
  title: 'Interval too short',
  why: 'The controllers work for all tenants in turn: one that asks for every second is served at the cost of the others, and of the Git server.',
  fix: `Use ${shortestInterval}s or more. A Receiver brings changes at once, without asking.`,
  see: ['https://fluxcd.io/flux/guides/webhook-receivers/'],
  *check({ index }) {
    for (const object of fluxKinds(index, ...kinds))
      for (const { path, value } of fields.map((field) => below(specPlace(object.manifest), ...field.split('.'))))
        if (typeof value === 'string' && seconds(value) < shortestInterval)
          yield { object, message: `has ${path}: ${value}, less than ${shortestInterval}s` };
  },
};
