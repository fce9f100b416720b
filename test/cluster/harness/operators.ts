import type { Kind, KubernetesApi, LiveObject } from './kubernetes-api';
import { until } from './until';

const DEFINITION = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };

/** A kind of a platform service that is not there, and the conditions that it would set when all is well. */
interface Operated extends Kind {
  readonly conditions: readonly string[];
}

/** By the name of their definition. */
const OPERATED: Readonly<Record<string, Operated>> = {
  'clusterissuers.cert-manager.io': {
    apiVersion: 'cert-manager.io/v1',
    kind: 'ClusterIssuer',
    conditions: ['Ready'],
  },
  'certificates.cert-manager.io': {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    conditions: ['Ready'],
  },
  'gatewayclasses.gateway.networking.k8s.io': {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    conditions: ['Accepted'],
  },
  'gateways.gateway.networking.k8s.io': {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    conditions: ['Accepted', 'Programmed'],
  },
};

/**
 * Stands in for cert-manager and for who programs Gateways, whose word Flux waits for: from when a kind is defined, each object
 * of it has the conditions of one that is well.
 * @returns ends it
 */
export async function startOperators(api: KubernetesApi): Promise<() => void> {
  const ends: (() => void)[] = [];
  const started = new Set<Operated>();
  const start = async (operated: Operated) => {
    await until(operated.kind, () => api.served(operated));
    ends.push(await api.watch(operated, (object) => void madeWell(api, operated, object).catch(() => undefined)));
  };
  const end = await api.watch(DEFINITION, ({ metadata }) => {
    const operated = OPERATED[metadata.name];
    if (operated === undefined || started.has(operated)) return;
    started.add(operated);
    // A cluster that ends meanwhile needs none.
    start(operated).catch(() => undefined);
  });
  return () => {
    for (const one of [end, ...ends]) one();
  };
}

async function madeWell(
  api: KubernetesApi,
  { apiVersion, kind, conditions }: Operated,
  object: LiveObject,
): Promise<void> {
  const { namespace, name, generation, creationTimestamp } = object.metadata;
  const isSaid = (type: string) =>
    object.status?.conditions?.some(
      (one) => one.type === type && one.status === 'True' && one.observedGeneration === generation,
    );
  if (conditions.every(isSaid)) return;
  const said = conditions.map((type) => ({
    type,
    status: 'True',
    reason: type,
    message: '',
    observedGeneration: generation,
    lastTransitionTime: creationTimestamp,
  }));
  const ref = { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
  await api.merge(ref, { status: { conditions: said } }, 'status');
}
