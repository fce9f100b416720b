import { ofSpec } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { helmReleases, images, kustomizations, sources } from './resources';

/** What is looked at more often than every so many seconds costs every other tenant the controller's time. */
export const shortestInterval = 30;

/** How often Flux works for tenants. */
export const intervals: AdmissionPolicy = {
  name: 'flux-hub-intervals',
  title: `Intervals below ${shortestInterval} seconds`,
  why: 'The controllers work for all tenants in turn: one that asks for every second is served at the cost of the others.',
  resources: [
    kustomizations,
    helmReleases,
    sources({
      Bucket: 'buckets',
      GitRepository: 'gitrepositories',
      HelmChart: 'helmcharts',
      HelmRepository: 'helmrepositories',
      OCIRepository: 'ocirepositories',
    }),
    images({ ImageRepository: 'imagerepositories', ImageUpdateAutomation: 'imageupdateautomations' }),
  ],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: ofSpec(['interval', 'retryInterval'].map(isLong).join(' && ')),
  message: `Make spec.interval and spec.retryInterval ${shortestInterval}s or more. A Receiver brings changes at once, without asking.`,
};

function isLong(name: string): string {
  return `(!has(spec.${name}) || duration(spec.${name}) >= duration("${shortestInterval}s"))`;
}
