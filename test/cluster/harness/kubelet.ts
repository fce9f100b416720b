import type { KubernetesApi, LiveObject } from './kubernetes-api';

const POD = { apiVersion: 'v1', kind: 'Pod' };

interface Pod {
  readonly spec: { readonly containers: readonly { readonly name: string; readonly image: string }[] };
  readonly status?: { readonly phase?: string };
}

/**
 * Stands in for the kubelets that are not there: each pod that is admitted becomes ready at once, and goes when it is told to.
 * @returns ends it
 */
export function startKubelet(api: KubernetesApi): Promise<() => void> {
  return api.watch(POD, (pod) => {
    const step = pod.metadata.deletionTimestamp ? removed(api, pod) : madeReady(api, pod);
    // A pod that is gone meanwhile needs neither.
    step.catch(() => undefined);
  });
}

async function madeReady(api: KubernetesApi, pod: LiveObject): Promise<void> {
  const { spec, status } = pod as unknown as Pod;
  if (status?.phase === 'Running') return;
  const since = pod.metadata.creationTimestamp;
  const condition = (type: string) => ({ type, status: 'True', lastTransitionTime: since });
  const containerStatus = ({ name, image }: { name: string; image: string }) => ({
    name,
    image,
    imageID: image,
    ready: true,
    restartCount: 0,
    started: true,
    state: { running: { startedAt: since } },
  });
  await api.merge(
    { ...POD, ...nameOf(pod) },
    {
      status: {
        phase: 'Running',
        conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map(condition),
        containerStatuses: spec.containers.map(containerStatus),
      },
    },
    'status',
  );
}

async function removed(api: KubernetesApi, pod: LiveObject): Promise<void> {
  await api.remove({ ...POD, ...nameOf(pod) }, { graceSeconds: 0 });
}

function nameOf({ metadata }: LiveObject): { namespace: string; name: string } {
  return { namespace: metadata.namespace ?? '', name: metadata.name };
}
