import type { Manifest } from '../manifest/manifest';
import { below, type Place } from '../manifest/place';
import { type Bounds, countAt } from './autoscalers';

/** How many Pods a workload has at once. */
export interface PodCount extends Bounds {
  /** How many more there are while a new version is rolled out. */
  readonly surge: number;
}

/** Of what makes none. */
export const noPods: PodCount = { least: 0, most: 0, surge: 0 };
const one: PodCount = { least: 1, most: 1, surge: 0 };

/** How many Pods an object makes, by what it says itself or what its autoscaler does. A DaemonSet counts as on a single node. */
export function podCount(manifest: Manifest, bounds: Bounds | undefined): PodCount {
  const spec = below({ path: '', value: manifest }, 'spec');
  switch (manifest.kind) {
    case 'Pod':
    case 'DaemonSet':
      return one;
    case 'Job':
      return jobCount(spec);
    case 'CronJob':
      if (below(spec, 'suspend').value === true) return noPods;
      return { ...jobCount(below(spec, 'jobTemplate', 'spec')), least: 0 };
    case 'Deployment':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'StatefulSet': {
      const replicas = countAt(spec, 'replicas') ?? 1;
      const { least, most } = bounds ?? { least: replicas, most: replicas };
      return { least, most, surge: manifest.kind === 'Deployment' ? surgeOf(spec, most) : 0 };
    }
    default:
      return noPods;
  }
}

function jobCount(spec: Place): PodCount {
  const parallelism = countAt(spec, 'parallelism') ?? 1;
  const most = Math.min(parallelism, countAt(spec, 'completions') ?? parallelism);
  return { least: below(spec, 'suspend').value === true ? 0 : most, most, surge: 0 };
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge */
function surgeOf(spec: Place, replicas: number): number {
  if (below(spec, 'strategy', 'type').value === 'Recreate') return 0;
  const { value = '25%' } = below(spec, 'strategy', 'rollingUpdate', 'maxSurge');
  if (typeof value === 'number') return Math.max(0, value);
  const [, percent] = /^(\d+)%$/.exec(String(value)) ?? [];
  return Math.ceil((replicas * Number(percent ?? 0)) / 100);
}
