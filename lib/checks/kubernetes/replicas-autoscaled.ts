import { groupOf } from '../../manifest/manifest';
import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';

const autoscalers = [
  ['autoscaling', 'HorizontalPodAutoscaler'],
  ['keda.sh', 'ScaledObject'],
] as const;

/** By which Flux leaves an object alone once it is there. @see https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources */
const hands: readonly (readonly [key: string, values: readonly string[]])[] = [
  ['kustomize.toolkit.fluxcd.io/ssa', ['IfNotPresent', 'Ignore']],
  ['kustomize.toolkit.fluxcd.io/reconcile', ['disabled']],
];

/** A number of replicas that two controllers set. */
export const replicasAutoscaled: ClusterRule = {
  id: 'kubernetes/replicas-autoscaled',
  severity: 'warning',
  title: 'Replicas set by Flux and by an autoscaler',
  why: 'With every reconciliation Flux scales back to the number in the repo, under load too, and the autoscaler up again.',
  fix: 'Leave spec.replicas out.',
  see: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  ],
  *check({ index }) {
    for (const [group, kind] of autoscalers)
      for (const autoscaler of index.ofKind(group, kind)) {
        const id = targetOf(autoscaler);
        const object = id && index.get(id);
        const { replicas } = (object?.manifest.spec ?? {}) as { readonly replicas?: unknown };
        if (object && typeof replicas === 'number' && !isLeftAlone(object))
          yield {
            object,
            message: `sets replicas to ${replicas}, which ${formatId(idOf(autoscaler.manifest))} sets too`,
          };
      }
  },
};

function targetOf({ manifest }: IndexedObject) {
  const { scaleTargetRef } = (manifest.spec ?? {}) as {
    readonly scaleTargetRef?: { readonly apiVersion?: string; readonly kind?: string; readonly name?: string };
  };
  const { apiVersion = 'apps/v1', kind = 'Deployment', name } = scaleTargetRef ?? {};
  const { namespace } = manifest.metadata;
  return name === undefined ? undefined : { group: groupOf(String(apiVersion)), kind, namespace, name };
}

function isLeftAlone({ manifest: { metadata } }: IndexedObject): boolean {
  return hands.some(([key, values]) => values.includes(metadata.annotations?.[key] ?? metadata.labels?.[key] ?? ''));
}
