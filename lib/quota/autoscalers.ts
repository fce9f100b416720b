import { groupOf, type Manifest } from '../manifest/manifest';
import { keyOf } from '../manifest/object-id';
import { below, type Place } from '../manifest/place';

/** Between how many Pods an autoscaler keeps a workload. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** The bounds that autoscalers set, by the key of the workload. */
export function autoscaled(manifests: readonly Manifest[]): ReadonlyMap<string, Bounds> {
  const bounds = new Map<string, Bounds>();
  for (const manifest of manifests) {
    const spec = below({ path: '', value: manifest }, 'spec');
    const target = below(spec, 'scaleTargetRef');
    const own = boundsOf(manifest, spec);
    if (own === undefined || target.value === undefined) continue;
    const [apiVersion = 'apps/v1', kind = 'Deployment', name = ''] = ['apiVersion', 'kind', 'name'].map((field) =>
      textAt(target, field),
    );
    bounds.set(keyOf({ group: groupOf(apiVersion), kind, namespace: manifest.metadata.namespace, name }), own);
  }
  return bounds;
}

/** @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ and https://keda.sh/docs/latest/reference/scaledobject-spec/ */
function boundsOf({ apiVersion, kind }: Manifest, spec: Place): Bounds | undefined {
  const group = groupOf(apiVersion);
  if (group === 'autoscaling' && kind === 'HorizontalPodAutoscaler')
    return between(countAt(spec, 'minReplicas') ?? 1, countAt(spec, 'maxReplicas') ?? 1);
  if (group === 'keda.sh' && kind === 'ScaledObject')
    return between(countAt(spec, 'minReplicaCount') ?? 0, countAt(spec, 'maxReplicaCount') ?? 100);
  return undefined;
}

function between(least: number, most: number): Bounds {
  return { least, most: Math.max(least, most) };
}

/** A number of things at a field; undefined for what is none. */
export function countAt(place: Place, ...fields: readonly string[]): number | undefined {
  const { value } = below(place, ...fields);
  return typeof value === 'number' && value >= 0 && Number.isInteger(value) ? value : undefined;
}

function textAt(place: Place, field: string): string | undefined {
  const { value } = below(place, field);
  return typeof value === 'string' ? value : undefined;
}
