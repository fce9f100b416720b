import type { Manifest } from '../../lib/manifest/manifest';

/** Every kind that is a Pod or makes some, with a given one, and the path at which it stands. */
export const workloads: readonly {
  readonly kind: string;
  readonly path: string;
  readonly manifest: (pod: Manifest) => Manifest;
}[] = [
  { kind: 'Pod', path: '', manifest: (pod) => pod },
  {
    kind: 'PodTemplate',
    path: 'template.',
    manifest: (pod) => ({ ...object('v1', 'PodTemplate'), template: template(pod) }),
  },
  of('v1', 'ReplicationController', { selector: { app: 'app' } }),
  of('apps/v1', 'Deployment', { selector: { matchLabels: { app: 'app' } } }),
  of('apps/v1', 'ReplicaSet', { selector: { matchLabels: { app: 'app' } } }),
  of('apps/v1', 'StatefulSet', { selector: { matchLabels: { app: 'app' } }, serviceName: 'app' }),
  of('apps/v1', 'DaemonSet', { selector: { matchLabels: { app: 'app' } } }),
  {
    kind: 'Job',
    path: 'spec.template.',
    manifest: (pod) => ({ ...object('batch/v1', 'Job'), spec: { template: template(pod, 'Never') } }),
  },
  {
    kind: 'CronJob',
    path: 'spec.jobTemplate.spec.template.',
    manifest: (pod) => ({
      ...object('batch/v1', 'CronJob'),
      spec: { schedule: '0 * * * *', jobTemplate: { spec: { template: template(pod, 'Never') } } },
    }),
  },
];

function of(apiVersion: string, kind: string, spec: object): (typeof workloads)[number] {
  const manifest = (pod: Manifest) => ({ ...object(apiVersion, kind), spec: { ...spec, template: template(pod) } });
  return { kind, path: 'spec.template.', manifest };
}

function object(apiVersion: string, kind: string): Manifest {
  return { apiVersion, kind, metadata: { name: 'app' } };
}

function template({ metadata: { annotations = {} }, spec }: Manifest, restartPolicy = 'Always') {
  return { metadata: { labels: { app: 'app' }, annotations }, spec: { ...(spec as object), restartPolicy } };
}
