import { groupOf, type Manifest } from './manifest';
import { below, itemsOf, type Place } from './place';

/** A Pod, or what a workload makes its Pods from. */
export interface Pod {
  readonly metadata: Place;
  readonly spec: Place;
}

/** Where the Pod stands in objects that have one, by group and kind. */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  '/PodTemplate': ['template'],
  '/ReplicationController': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The Pod that an object is, or makes; undefined for kinds that make none. */
export function podOf(manifest: Manifest): Pod | undefined {
  const { apiVersion, kind } = manifest;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const key = `${groupOf(apiVersion)}/${kind}`;
  const path = Object.hasOwn(podPaths, key) ? podPaths[key] : undefined;
  if (path === undefined) return undefined;
  const pod = below({ path: '', value: manifest }, ...path);
  return { metadata: below(pod, 'metadata'), spec: below(pod, 'spec') };
}

/** All containers, in the order in which they start. */
export function containersOf({ spec }: Pod): readonly Place[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) => itemsOf(below(spec, field)));
}
