import type { Manifest } from '../../lib/manifest/manifest';
import type { ContainerDefaults } from '../../lib/quota/namespace-limits';

/** What an object counts for in an empty namespace. */
export interface UsageCase {
  readonly title: string;
  readonly manifest: Manifest;
  /** @default - none */
  readonly defaults?: ContainerDefaults;
  /** What is not named is nothing. */
  readonly used: Readonly<Record<string, string | number>>;
}

/** What becomes of a Pod in a namespace that has room for it. */
export interface RefusalCase {
  readonly title: string;
  readonly pod: Manifest;
  /** What a quota limits. */
  readonly limited: readonly string[];
  /** @default - none */
  readonly defaults?: ContainerDefaults;
  /** Where it is refused; empty where it is admitted. */
  readonly at: readonly string[];
}

/** Everything that the cases are counted by. */
export const countedBy: readonly string[] = [
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'requests.hugepages-2Mi',
  'requests.acme.io/gpu',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'pods',
  'count/pods',
  'services',
  'count/services',
  'services.loadbalancers',
  'services.nodeports',
  'persistentvolumeclaims',
  'count/persistentvolumeclaims',
  'requests.storage',
  'fast.storageclass.storage.k8s.io/requests.storage',
  'fast.storageclass.storage.k8s.io/persistentvolumeclaims',
  'configmaps',
  'count/configmaps',
  'secrets',
  'count/secrets',
  'count/ingresses.networking.k8s.io',
  'count/horizontalpodautoscalers.autoscaling',
];

const defaults: ContainerDefaults = {
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { cpu: '500m', memory: '512Mi' },
};
const onePod = { pods: 1, 'count/pods': 1 };

export const usageCases: readonly UsageCase[] = [
  {
    title: 'a Pod whose container says all',
    manifest: pod({ app: { requests: { cpu: '250m', memory: '64Mi' }, limits: { cpu: 1, memory: '1Gi' } } }),
    used: { ...onePod, ...requests('250m', '64Mi'), ...limits(1, '1Gi') },
  },
  { title: 'a Pod whose container says nothing', manifest: pod({ app: {} }), used: onePod },
  {
    title: 'a Pod whose container gets the defaults of the namespace',
    manifest: pod({ app: {} }),
    defaults,
    used: { ...onePod, ...requests('100m', '128Mi'), ...limits('500m', '512Mi') },
  },
  {
    title: 'a Pod that requests its own limits, and not the default',
    manifest: pod({ app: { limits: { cpu: '300m' } } }),
    defaults,
    used: { ...onePod, ...requests('300m', '128Mi'), ...limits('300m', '512Mi') },
  },
  {
    title: 'a Pod of two containers',
    manifest: pod({
      app: { requests: { cpu: '250m', memory: '5M' } },
      proxy: { requests: { cpu: '500m', memory: '10M' } },
    }),
    used: { ...onePod, ...requests('750m', '15M') },
  },
  {
    title: 'a Pod that takes more to start than to run',
    manifest: pod(
      { app: { requests: { cpu: '100m', memory: '1Gi' } } },
      { migrate: { requests: { cpu: 2, memory: '64Mi' } }, warm: { requests: { cpu: 1, memory: '1Mi' } } },
    ),
    used: { ...onePod, ...requests(2, '1Gi') },
  },
  {
    title: 'a Pod with a sidecar, which runs beside what starts later',
    manifest: pod(
      { app: { requests: { cpu: '100m', memory: '1Gi' } } },
      { proxy: { requests: { cpu: '500m', memory: '1Gi' } }, migrate: { requests: { cpu: 1, memory: '64Mi' } } },
      ['proxy'],
    ),
    used: { ...onePod, ...requests('1500m', '2Gi') },
  },
  {
    title: 'a Pod with two sidecars, which both run beside what starts later',
    manifest: pod(
      { app: { requests: { cpu: '100m', memory: '1Mi' } } },
      {
        proxy: { requests: { cpu: '500m', memory: '1Gi' } },
        logs: { requests: { cpu: '250m', memory: '1Gi' } },
        migrate: { requests: { cpu: 1, memory: '1Mi' } },
      },
      ['proxy', 'logs'],
    ),
    used: { ...onePod, ...requests('1750m', '2049Mi') },
  },
  {
    title: 'a Pod with a sidecar, which does not run beside what started earlier',
    manifest: pod(
      { app: { requests: { cpu: '100m', memory: '1Gi' } } },
      { migrate: { requests: { cpu: 1, memory: '64Mi' } }, proxy: { requests: { cpu: '500m', memory: '1Gi' } } },
      ['proxy'],
    ),
    used: { ...onePod, ...requests(1, '2Gi') },
  },
  {
    title: 'a Pod with storage of its node, huge pages and a device',
    manifest: pod({
      app: {
        requests: { cpu: 1, 'ephemeral-storage': '1Gi' },
        limits: { 'hugepages-2Mi': '4Mi', 'acme.io/gpu': 2, 'ephemeral-storage': '2Gi' },
      },
    }),
    used: {
      ...onePod,
      cpu: 1,
      'requests.cpu': 1,
      'ephemeral-storage': '1Gi',
      'requests.ephemeral-storage': '1Gi',
      'limits.ephemeral-storage': '2Gi',
      'requests.hugepages-2Mi': '4Mi',
      'requests.acme.io/gpu': 2,
    },
  },
  {
    title: 'a Pod that says what it takes as a whole',
    manifest: pod({ app: { requests: { cpu: '100m' } } }, {}, [], { requests: { cpu: 1 }, limits: { cpu: 2 } }),
    used: { ...onePod, cpu: 1, 'requests.cpu': 1, 'limits.cpu': 2 },
  },
  {
    title: 'a Pod that limits what its containers request',
    manifest: pod({ app: { requests: { cpu: '100m' } } }, {}, [], { limits: { cpu: 2, memory: '1Gi' } }),
    used: { ...onePod, ...requests('100m', '1Gi'), ...limits(2, '1Gi') },
  },
  {
    title: 'a Pod that limits containers with the defaults of the namespace',
    manifest: pod({ app: {} }, {}, [], { limits: { cpu: 2 } }),
    defaults,
    used: { ...onePod, ...requests(2, '128Mi'), ...limits(2, '512Mi') },
  },

  { title: 'a Service within the cluster', manifest: service({}), used: { services: 1, 'count/services': 1 } },
  {
    title: 'a Service on ports of the nodes',
    manifest: service({ type: 'NodePort' }),
    used: { services: 1, 'count/services': 1, 'services.nodeports': 2 },
  },
  {
    title: 'a Service with a load balancer',
    manifest: service({ type: 'LoadBalancer' }),
    used: { services: 1, 'count/services': 1, 'services.loadbalancers': 1, 'services.nodeports': 2 },
  },
  {
    title: 'a Service with a load balancer that needs no ports of the nodes',
    manifest: service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }),
    used: { services: 1, 'count/services': 1, 'services.loadbalancers': 1 },
  },
  {
    title: 'a Service with a load balancer and one port of the nodes',
    manifest: service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }, { nodePort: 31_234 }),
    used: { services: 1, 'count/services': 1, 'services.loadbalancers': 1, 'services.nodeports': 1 },
  },

  {
    title: 'a claim',
    manifest: claim({ requests: { storage: '10Gi' } }),
    used: { persistentvolumeclaims: 1, 'count/persistentvolumeclaims': 1, 'requests.storage': '10Gi' },
  },
  {
    title: 'a claim of a class',
    manifest: claim({ requests: { storage: '1500M' } }, { storageClassName: 'fast' }),
    used: {
      persistentvolumeclaims: 1,
      'count/persistentvolumeclaims': 1,
      'requests.storage': '1500M',
      'fast.storageclass.storage.k8s.io/requests.storage': '1500M',
      'fast.storageclass.storage.k8s.io/persistentvolumeclaims': 1,
    },
  },

  { title: 'a ConfigMap', manifest: object('v1', 'ConfigMap', {}), used: { configmaps: 1, 'count/configmaps': 1 } },
  { title: 'a Secret', manifest: object('v1', 'Secret', {}), used: { secrets: 1, 'count/secrets': 1 } },
  {
    title: 'an object of an API group',
    manifest: object('networking.k8s.io/v1', 'Ingress', {
      spec: { defaultBackend: { service: { name: 'app', port: { number: 80 } } } },
    }),
    used: { 'count/ingresses.networking.k8s.io': 1 },
  },
  {
    title: 'an object in another version of its group',
    manifest: object('autoscaling/v1', 'HorizontalPodAutoscaler', {
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' }, maxReplicas: 3 },
    }),
    used: { 'count/horizontalpodautoscalers.autoscaling': 1 },
  },
];

export const refusalCases: readonly RefusalCase[] = [
  ...['cpu', 'memory'].flatMap((resource): readonly RefusalCase[] => [
    {
      title: `nothing is said of ${resource}, and its requests are limited`,
      pod: pod({ app: {} }),
      limited: [resource, `requests.${resource}`],
      at: [`spec.containers[app].resources.requests.${resource}`],
    },
    {
      title: `a limit of ${resource} is a request too`,
      pod: pod({ app: { limits: { [resource]: '200Mi' } } }),
      limited: [resource, `requests.${resource}`, `limits.${resource}`],
      at: [],
    },
    {
      title: `a request of ${resource} is no limit`,
      pod: pod({ app: { requests: { [resource]: '200Mi' } } }),
      limited: [resource, `limits.${resource}`],
      at: [`spec.containers[app].resources.limits.${resource}`],
    },
  ]),
  {
    title: 'each container must say it, those that start the Pod too',
    pod: pod({ app: { requests: { cpu: 1 } }, proxy: {} }, { migrate: {} }),
    limited: ['requests.cpu'],
    at: ['spec.initContainers[migrate].resources.requests.cpu', 'spec.containers[proxy].resources.requests.cpu'],
  },
  {
    title: 'the defaults of the namespace say it',
    pod: pod({ app: {} }, { migrate: {} }),
    limited: ['requests.cpu', 'limits.cpu', 'requests.memory', 'limits.memory'],
    defaults,
    at: [],
  },
  {
    title: 'the Pod as a whole says it, or something like it',
    pod: pod({ app: {} }, {}, [], { requests: { memory: '1Gi' } }),
    limited: ['requests.cpu', 'limits.memory'],
    at: [],
  },
  {
    title: 'nothing else must be said',
    pod: pod({ app: {} }),
    limited: ['requests.ephemeral-storage', 'limits.ephemeral-storage', 'pods', 'requests.storage'],
    at: [],
  },
  {
    title: 'a request is above the default limit',
    pod: pod({ app: { requests: { cpu: 1, memory: '512Mi' } } }),
    limited: [],
    defaults,
    at: ['spec.containers[app].resources.requests.cpu'],
  },
  {
    title: 'a request is above its own limit',
    pod: pod({ app: { requests: { memory: '1Gi' }, limits: { memory: '1000Mi' } } }),
    limited: [],
    at: ['spec.containers[app].resources.requests.memory'],
  },
];

/** A Pod of containers with these resources. */
export function pod(
  containers: Readonly<Record<string, object>>,
  initContainers: Readonly<Record<string, object>> = {},
  sidecars: readonly string[] = [],
  ofPod?: object,
): Manifest {
  const listed = (all: Readonly<Record<string, object>>) =>
    Object.entries(all).map(([name, resources]) => ({
      name,
      image: 'registry.acme.io/app:1',
      resources,
      ...(sidecars.includes(name) && { restartPolicy: 'Always' }),
    }));
  return object('v1', 'Pod', {
    spec: {
      containers: listed(containers),
      initContainers: listed(initContainers),
      ...(ofPod && { resources: ofPod }),
    },
  });
}

/** A Service of two ports. */
function service(spec: object, port: object = {}): Manifest {
  const ports = [
    { name: 'http', port: 80 },
    { name: 'https', port: 443, ...port },
  ];
  return object('v1', 'Service', { spec: { selector: { app: 'app' }, ports, ...spec } });
}

function claim(resources: object, spec: object = {}): Manifest {
  return object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'], resources, ...spec } });
}

function object(apiVersion: string, kind: string, fields: object): Manifest {
  return { apiVersion, kind, metadata: { name: 'app' }, ...fields };
}

function requests(cpu: string | number, memory: string) {
  return { cpu, memory, 'requests.cpu': cpu, 'requests.memory': memory };
}

function limits(cpu: string | number, memory: string) {
  return { 'limits.cpu': cpu, 'limits.memory': memory };
}
