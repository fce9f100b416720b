import { stringify } from 'yaml';
import type { Manifest } from '../../lib/manifest/manifest';
import { type Change, changed } from '../cluster/schema/mutations';
import type { StagedSpoke } from './stage';

/** Files of a spoke, by path; the hub applies what is below `app/`. */
export type Files = Readonly<Record<string, string>>;

/** A spoke that all agree is fine. */
export interface GoodSpoke extends StagedSpoke {
  /** What it has, as a phrase. */
  readonly title: string;
  readonly files: Files;
  /** Ids of the rules that have a note on it. @default - none has */
  readonly notes?: readonly string[];
}

/** A spoke with one mistake in it. */
export interface BadSpoke extends GoodSpoke {
  /** Id of the rule by which the check says so, and of no other. */
  readonly rule: string;
  /** The file that it names. */
  readonly file?: string;
  /** What it says, or some of it. */
  readonly says: string;
  /** Who refuses it, in some of the words: what applies it, or what makes its Pods. Undefined where no cluster does: why not. */
  readonly refused: { readonly applying: string } | { readonly pods: string } | { readonly not: string };
}

interface Parts {
  readonly tenant?: StagedSpoke['tenant'];
  readonly app?: StagedSpoke['app'];
  /** Changes of the objects that every spoke has. */
  readonly change?: Readonly<Partial<Record<Base, Change>>>;
  /** One object more, in `extra.yaml`. */
  readonly extra?: Manifest;
  /** Files as they are; undefined takes one away. */
  readonly files?: Readonly<Record<string, string | undefined>>;
  readonly notes?: readonly string[];
}

type Base = 'deployment' | 'service' | 'route';

/** What every spoke has: a web server that nothing is wrong with, and the route to it. */
function baseOf(name: string, tenant: StagedSpoke['tenant']): Readonly<Record<Base, Manifest>> {
  const metadata = { name, ...(tenant === 'team' && { namespace: 'team' }) };
  const labels = { app: name };
  const hostname = tenant === 'team' ? 'team.acme.io' : `${name}.shop.acme.io`;
  const sectionName = tenant === 'team' ? 'team.acme.io' : 'any.shop.acme.io';
  return {
    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: podSpec },
      },
    },
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    },
    route: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: {
        parentRefs: [{ kind: 'Gateway', namespace: 'gateway', name: 'public', sectionName }],
        hostnames: [hostname],
        rules: [{ backendRefs: [{ name, port: 80 }] }],
      },
    },
  };
}

/** Adds to a Deployment what every Pod of the level `restricted` must say. */
const unprivileged = {
  op: 'add',
  path: '/spec/template/spec/securityContext',
  value: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
};

const podSpec = {
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'main',
      image: 'registry.example/main:1',
      ports: [{ containerPort: 8080 }],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
};

function good(name: string, title: string, parts: Parts = {}): GoodSpoke {
  const { tenant = 'shop', app, change = {}, extra, files = {}, notes } = parts;
  const objects = Object.entries(baseOf(name, tenant)).map(
    ([base, manifest]) => [`app/${base}.yaml`, stringify(changed(manifest, change[base as Base] ?? {}))] as const,
  );
  const all = [...objects, ...(extra ? [['app/extra.yaml', stringify(extra)] as const] : [])];
  const list = stringify({ resources: all.map(([path]) => path.slice('app/'.length)) });
  const given = Object.entries({ ...Object.fromEntries(all), 'app/kustomization.yaml': list, ...files });
  const kept = given.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
  return { name, title, tenant, ...(app && { app }), ...(notes && { notes }), files: Object.fromEntries(kept) };
}

type Expected = Pick<BadSpoke, 'rule' | 'file' | 'says' | 'refused'>;

function bad(name: string, title: string, parts: Parts, expected: Expected): BadSpoke {
  return { ...good(name, title, parts), ...expected };
}

function object(apiVersion: string, kind: string, name: string, rest: object = {}, namespace?: string): Manifest {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, ...rest };
}

/** A Secret as SOPS writes it. */
export function encryptedSecret(name: string, field: 'data' | 'stringData' = 'data'): Manifest {
  return object('v1', 'Secret', name, {
    [field]: { password: 'ENC[AES256_GCM,data:ODk=,iv:MTIz,tag:NDU2,type:str]' },
    sops: { mac: 'ENC[AES256_GCM,data:Nzg5,iv:MTIz,tag:NDU2,type:str]', version: '3.11.0' },
  });
}

/** A HelmRelease of tenant team, of a chart in the repo of the spoke of its name. */
function release(name: string, change: Change = {}): Manifest {
  const chart = { spec: { chart: './chart', sourceRef: { kind: 'GitRepository', name } } };
  const spec = { interval: '10m', serviceAccountName: 'reconciler', chart };
  return changed(object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', name, { spec }, 'team'), change);
}

/** A spoke of tenant team with a HelmRelease that a policy refuses. */
function badRelease(name: string, title: string, change: Change, policy: string): BadSpoke {
  const refused = { says: `flux-hub-${policy}`, refused: byPolicy(policy) };
  return bad(
    name,
    title,
    { tenant: 'team', extra: release(name, change) },
    { rule: 'spoke/admission-policy', file: extra, ...refused },
  );
}

const container = 'spec.template.spec.containers.0';
const extra = 'app/extra.yaml';
const deployment = 'app/deployment.yaml';
const service = 'app/service.yaml';
const route = 'app/route.yaml';
const configMap = (name: string, namespace?: string, more: object = {}) =>
  object('v1', 'ConfigMap', name, { data: { colour: 'red' }, ...more }, namespace);
const forbidden = (resource: string) => ({ applying: `cannot patch resource "${resource}"` });
const byPolicy = (policy: string) => ({ applying: `ValidatingAdmissionPolicy 'flux-hub-${policy}'` });
const podsByPolicy = (policy: string) => ({ pods: `ValidatingAdmissionPolicy 'flux-hub-${policy}'` });
const podSecurity = { rule: 'spoke/pod-security', file: deployment };
const ofRestricted = (what: string) => ({ pods: `violates PodSecurity "restricted:latest": ${what}` });

/** What all agree is fine. */
export const goodSpokes: readonly GoodSpoke[] = [
  good('good', 'a web server with a route'),
  good('good-variables', 'a hostname of the cluster, by a variable', {
    app: { variables: true },
    change: { route: { 'spec.hostnames': [`vars.\${domain}`] } },
  }),
  good('good-plain', 'a folder without a kustomization', { files: { 'app/kustomization.yaml': undefined } }),
  good('good-config', 'files for a ConfigMap, by a generator', {
    files: {
      'app/kustomization.yaml': stringify({
        resources: ['deployment.yaml', 'service.yaml', 'route.yaml'],
        configMapGenerator: [{ name: 'good-config', files: ['settings.ini'] }],
      }),
      'app/settings.ini': 'colour = red\n',
    },
  }),
  good('good-job', 'a schedule', {
    extra: object('batch/v1', 'CronJob', 'good-job', {
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: { spec: { template: { spec: { ...podSpec, restartPolicy: 'Never' } } } },
      },
    }),
  }),
  good('good-scaled', 'an autoscaler', {
    change: { deployment: { 'spec.replicas': undefined } },
    extra: object('autoscaling/v2', 'HorizontalPodAutoscaler', 'good-scaled', {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'good-scaled' },
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
      },
    }),
  }),
  good('good-account', 'Pods that run as an account of their own', {
    change: { deployment: { 'spec.template.spec.serviceAccountName': 'good-account' } },
    extra: object('v1', 'ServiceAccount', 'good-account', { automountServiceAccountToken: false }),
  }),
  good('good-network', 'a NetworkPolicy for Pods of its own', {
    extra: object('networking.k8s.io/v1', 'NetworkPolicy', 'good-network', {
      spec: {
        podSelector: { matchLabels: { app: 'good-network' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: {} }] }],
      },
    }),
  }),
  good('good-team', 'two namespaces', { tenant: 'team', extra: configMap('good-team', 'team-jobs') }),
  good('good-role', 'a Role with rights that the tenant has', {
    tenant: 'team',
    extra: object(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'good-role',
      { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }] },
      'team',
    ),
  }),
  good('good-patched', 'what its Pods lack, by a patch of the hub', {
    app: { patches: [{ target: { kind: 'Deployment' }, patch: stringify([unprivileged]) }] },
    change: { deployment: { 'spec.template.spec.securityContext': undefined } },
  }),
  good('good-component', 'what its Pods lack, by a component that the hub adds', {
    app: { components: ['../hardened'] },
    change: { deployment: { 'spec.template.spec.securityContext': undefined } },
    files: {
      'hardened/kustomization.yaml': stringify({
        apiVersion: 'kustomize.config.k8s.io/v1alpha1',
        kind: 'Component',
        patches: [{ target: { kind: 'Deployment' }, patch: stringify([unprivileged]) }],
      }),
    },
  }),
  good('good-image', 'a container whose image the hub names', {
    app: { images: [{ name: 'main', newName: 'registry.example/main', newTag: '2' }] },
    change: { deployment: { 'spec.template.spec.containers.0.image': 'main' } },
  }),
  good('good-release', 'a HelmRelease, of a chart of its own', {
    tenant: 'team',
    extra: release('good-release'),
    files: {
      'chart/Chart.yaml': stringify({ apiVersion: 'v2', name: 'chart', version: '1.0.0' }),
      'chart/templates/config.yaml': stringify(configMap('good-release')),
    },
    notes: ['spoke/not-followed'],
  }),
  good('good-source', 'a source of Flux, of its own', {
    tenant: 'team',
    extra: object(
      'source.toolkit.fluxcd.io/v1',
      'GitRepository',
      'good-source-too',
      { spec: { interval: '10m', url: 'https://git.example/good-source', ref: { branch: 'main' } } },
      'team',
    ),
  }),
];

/** One mistake each. */
export const badSpokes: readonly BadSpoke[] = [
  // where it is, and of what kind
  bad(
    'cluster-role',
    'a ClusterRole',
    { extra: object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'cluster-role', { rules: [] }) },
    { rule: 'spoke/cluster-scoped', file: extra, says: 'lives in no namespace', refused: forbidden('clusterroles') },
  ),
  bad(
    'own-namespace',
    'a Namespace',
    { tenant: 'team', extra: object('v1', 'Namespace', 'own-namespace') },
    {
      rule: 'spoke/cluster-scoped',
      file: extra,
      says: 'is a Namespace, which the platform makes',
      refused: forbidden('namespaces'),
    },
  ),
  bad(
    'system-namespace',
    'an object in kube-system',
    { tenant: 'team', extra: configMap('system-namespace', 'kube-system') },
    {
      rule: 'spoke/outside-namespaces',
      file: extra,
      says: 'is in namespace kube-system, which the contract does not grant: it grants team, team-jobs',
      refused: forbidden('configmaps'),
    },
  ),
  bad(
    'others-namespace',
    "an object in another tenant's namespace",
    { tenant: 'team', extra: configMap('others-namespace', 'shop') },
    { rule: 'spoke/outside-namespaces', file: extra, says: 'is in namespace shop', refused: forbidden('configmaps') },
  ),
  bad(
    'no-namespace',
    'an object that says no namespace where none is put in',
    { tenant: 'team', extra: configMap('no-namespace') },
    {
      rule: 'spoke/outside-namespaces',
      file: extra,
      says: 'says no namespace, and app no-namespace puts it into none',
      refused: { applying: 'cannot patch resource "configmaps" in API group "" at the cluster scope' },
    },
  ),
  bad(
    'own-quota',
    'a ResourceQuota',
    { extra: object('v1', 'ResourceQuota', 'own-quota', { spec: { hard: { pods: '1000' } } }) },
    {
      rule: 'spoke/kind-not-admitted',
      file: extra,
      says: 'is of a kind that reconciler may not apply in shop',
      refused: forbidden('resourcequotas'),
    },
  ),
  bad(
    'ingress',
    'an Ingress',
    {
      extra: object('networking.k8s.io/v1', 'Ingress', 'ingress', {
        spec: { defaultBackend: { service: { name: 'ingress', port: { number: 80 } } } },
      }),
    },
    {
      rule: 'spoke/kind-not-admitted',
      file: extra,
      says: 'of networking.k8s.io it may apply NetworkPolicy',
      refused: forbidden('ingresses'),
    },
  ),
  bad(
    'own-role',
    'a Role, without workloadRbac',
    { extra: object('rbac.authorization.k8s.io/v1', 'Role', 'own-role', { rules: [] }) },
    { rule: 'spoke/kind-not-admitted', file: extra, says: 'may apply nothing', refused: forbidden('roles') },
  ),
  bad(
    'own-gateway',
    'a Gateway',
    {
      extra: object('gateway.networking.k8s.io/v1', 'Gateway', 'own-gateway', {
        spec: { gatewayClassName: 'envoy', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
      }),
    },
    { rule: 'spoke/kind-not-admitted', file: extra, says: 'is of a kind', refused: forbidden('gateways') },
  ),
  bad(
    'own-source',
    'a Flux source, without selfService',
    {
      extra: object('source.toolkit.fluxcd.io/v1', 'GitRepository', 'own-source', {
        spec: { interval: '10m', url: 'https://git.example/own-source' },
      }),
    },
    { rule: 'spoke/kind-not-admitted', file: extra, says: 'is of a kind', refused: forbidden('gitrepositories') },
  ),
  bad(
    'wide-role',
    'a Role with more rights than the tenant has',
    {
      tenant: 'team',
      extra: object(
        'rbac.authorization.k8s.io/v1',
        'Role',
        'wide-role',
        { rules: [{ apiGroups: [''], resources: ['configmaps', 'resourcequotas'], verbs: ['get', 'delete'] }] },
        'team',
      ),
    },
    {
      rule: 'spoke/role-beyond-rights',
      file: extra,
      says: 'gives what the tenant may not do: delete resourcequotas',
      refused: { applying: 'attempting to grant RBAC permissions not currently held' },
    },
  ),
  bad(
    'wide-binding',
    'a binding to a ClusterRole with more rights than the tenant has',
    {
      tenant: 'team',
      extra: object(
        'rbac.authorization.k8s.io/v1',
        'RoleBinding',
        'wide-binding',
        {
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
          subjects: [{ kind: 'ServiceAccount', name: 'wide-binding', namespace: 'team' }],
        },
        'team',
      ),
    },
    {
      rule: 'spoke/role-beyond-rights',
      file: extra,
      says: 'gives what the tenant may not do: ',
      refused: { applying: 'attempting to grant RBAC permissions not currently held' },
    },
  ),
  // what the API server serves
  bad(
    'old-version',
    'a version that is not served any more',
    { change: { deployment: { apiVersion: 'apps/v1beta1' } } },
    {
      rule: 'manifest/not-served',
      file: deployment,
      says: 'is of apps/v1beta1',
      refused: { applying: 'no matches for kind "Deployment" in version "apps/v1beta1"' },
    },
  ),
  bad(
    'misspelt-kind',
    'a kind that there is not',
    { change: { deployment: { kind: 'Deploymnet' } } },
    {
      rule: 'manifest/not-served',
      file: deployment,
      says: 'is of a kind that apps does not have',
      refused: { applying: 'no matches for kind "Deploymnet"' },
    },
  ),
  bad(
    'misspelt-field',
    'a field that there is not',
    { change: { deployment: { 'spec.replica': 2 } } },
    {
      rule: 'manifest/schema-violation',
      file: deployment,
      says: 'has the field spec.replica',
      refused: { not: 'the API server drops what it does not know' },
    },
  ),
  bad(
    'wrong-type',
    'a text for a number',
    { change: { service: { 'spec.ports.0.port': 'http' } } },
    {
      rule: 'manifest/schema-violation',
      file: service,
      says: 'spec.ports[0].port',
      refused: { applying: 'failed to create typed patch object' },
    },
  ),
  bad(
    'wrong-path-type',
    'a value that a definition refuses',
    { change: { route: { 'spec.rules.0.matches': [{ path: { type: 'Prefix', value: '/' } }] } } },
    {
      rule: 'manifest/schema-violation',
      file: route,
      says: 'path.type: "Prefix"',
      refused: { applying: 'Unsupported value: "Prefix"' },
    },
  ),
  bad(
    'wrong-name',
    'a name in upper case',
    { extra: configMap('Wrong-Name') },
    {
      rule: 'manifest/invalid-name',
      file: extra,
      says: 'has a name that the API server refuses',
      refused: { applying: 'Invalid value: "Wrong-Name"' },
    },
  ),
  bad(
    'wrong-selector',
    'a selector that finds none of its Pods',
    { change: { deployment: { 'spec.selector.matchLabels.app': 'other' } } },
    {
      rule: 'kubernetes/invalid-workload',
      file: deployment,
      says: 'spec.selector does not match the labels of spec.template',
      refused: { applying: '`selector` does not match template `labels`' },
    },
  ),
  bad(
    'no-volume',
    'a mount of a volume that is not there',
    { change: { deployment: { [`${container}.volumeMounts`]: [{ name: 'nowhere', mountPath: '/data' }] } } },
    {
      rule: 'kubernetes/invalid-workload',
      file: deployment,
      says: 'mounts volume nowhere, which is not there',
      refused: { applying: 'volumeMounts[0].name: Not found: "nowhere"' },
    },
  ),
  bad(
    'no-image',
    'a container without an image',
    { change: { deployment: { [`${container}.image`]: undefined } } },
    {
      rule: 'kubernetes/invalid-workload',
      file: deployment,
      says: 'has no image',
      refused: { applying: 'containers[0].image: Required value' },
    },
  ),
  // Pod Security
  bad(
    'privileged',
    'a privileged container',
    {
      change: {
        deployment: {
          [`${container}.securityContext.privileged`]: true,
          [`${container}.securityContext.allowPrivilegeEscalation`]: undefined,
        },
      },
    },
    { ...podSecurity, says: 'its Pods are refused by Pod Security restricted', refused: ofRestricted('privileged') },
  ),
  bad(
    'as-root',
    'containers that may run as root',
    { change: { deployment: { 'spec.template.spec.securityContext.runAsNonRoot': undefined } } },
    {
      ...podSecurity,
      says: 'containers[main].securityContext.runAsNonRoot is not set',
      refused: ofRestricted('runAsNonRoot != true'),
    },
  ),
  bad(
    'host-path',
    'a folder of the node',
    { change: { deployment: { 'spec.template.spec.volumes': [{ name: 'etc', hostPath: { path: '/etc' } }] } } },
    {
      ...podSecurity,
      says: 'spec.template.spec.volumes[etc] is of type hostPath',
      refused: ofRestricted('restricted volume types'),
    },
  ),
  bad(
    'unconfined',
    'no seccomp profile',
    { change: { deployment: { 'spec.template.spec.securityContext.seccompProfile': undefined } } },
    { ...podSecurity, says: 'seccompProfile', refused: ofRestricted('seccompProfile') },
  ),
  bad(
    'capability',
    'a capability more, in a StatefulSet',
    {
      extra: object('apps/v1', 'StatefulSet', 'capability-set', {
        spec: {
          serviceName: 'capability',
          selector: { matchLabels: { app: 'capability-set' } },
          template: {
            metadata: { labels: { app: 'capability-set' } },
            spec: changedPod({ 'containers.0.securityContext.capabilities.add': ['NET_ADMIN'] }),
          },
        },
      }),
    },
    { ...podSecurity, file: extra, says: 'capabilities', refused: ofRestricted('unrestricted capabilities') },
  ),
  bad(
    'host-network',
    'the network of the node, in a Job',
    {
      extra: object('batch/v1', 'Job', 'host-network-job', {
        spec: { template: { spec: { ...podSpec, restartPolicy: 'Never', hostNetwork: true } } },
      }),
    },
    { ...podSecurity, file: extra, says: 'hostNetwork is true', refused: ofRestricted('host namespaces') },
  ),
  bad(
    'bare-pod',
    'a Pod that nothing confines',
    {
      extra: object('v1', 'Pod', 'bare-pod', {
        spec: { containers: [{ name: 'main', image: 'registry.example/main:1' }] },
      }),
    },
    {
      ...podSecurity,
      file: extra,
      says: 'is refused by Pod Security restricted',
      refused: { applying: 'violates PodSecurity "restricted:latest"' },
    },
  ),
  // hostnames and parents
  bad(
    'foreign-hostname',
    'a hostname that nobody granted',
    { change: { route: { 'spec.hostnames': ['www.example.com'] } } },
    {
      rule: 'spoke/hostname-not-granted',
      file: route,
      says: 'has the hostname www.example.com, which the contract does not grant: granted are *.shop.acme.io, shop.acme.io',
      refused: byPolicy('route-hostnames'),
    },
  ),
  bad(
    'no-hostname',
    'a route for every host',
    { change: { route: { 'spec.hostnames': undefined } } },
    { rule: 'spoke/hostname-not-granted', file: route, says: 'has no hostname', refused: byPolicy('route-hostnames') },
  ),
  bad(
    'delegated-hostname',
    'a hostname that was given on',
    { change: { route: { 'spec.hostnames': ['kiosk.shop.acme.io'] } } },
    {
      rule: 'spoke/hostname-not-granted',
      file: route,
      says: 'which was given on to another tenant',
      refused: byPolicy('route-hostnames'),
    },
  ),
  bad(
    'foreign-parent',
    'another gateway',
    { change: { route: { 'spec.parentRefs.0.name': 'private' } } },
    {
      rule: 'spoke/parent-not-granted',
      file: route,
      says: 'attaches to Gateway gateway/private: the contract names Gateway gateway/public',
      refused: byPolicy('route-parents'),
    },
  ),
  bad(
    'whole-gateway',
    'a gateway without the listener',
    { change: { route: { 'spec.parentRefs.0.sectionName': undefined } } },
    {
      rule: 'spoke/parent-not-granted',
      file: route,
      says: 'without a sectionName',
      refused: byPolicy('route-parents'),
    },
  ),
  bad(
    'no-listener',
    'a listener that there is not',
    { change: { route: { 'spec.parentRefs.0.sectionName': 'https' } } },
    {
      rule: 'gateway/parent-missing',
      file: route,
      says: 'is of listener https of Gateway gateway/public, which has no such listener',
      refused: { not: 'the controller of the gateway says so on the status of the route' },
    },
  ),
  bad(
    'wrong-listener',
    'the listener of another hostname',
    { change: { route: { 'spec.parentRefs.0.sectionName': 'shop.acme.io' } } },
    {
      rule: 'gateway/route-refused',
      file: route,
      says: 'is not admitted by Gateway gateway/public',
      refused: { not: 'the controller of the gateway says so on the status of the route' },
    },
  ),
  bad(
    'no-backend-port',
    'a port that the Service of a route does not have',
    { change: { route: { 'spec.rules.0.backendRefs.0.port': 8081 } } },
    {
      rule: 'gateway/backend-unresolved',
      file: route,
      says: 'which has no port 8081: it has ',
      refused: { not: 'the controller of the gateway says so on the status of the route' },
    },
  ),
  // admission policies
  bad(
    'external-name',
    'a Service that leads elsewhere',
    {
      extra: object('v1', 'Service', 'external-name-too', {
        spec: { type: 'ExternalName', externalName: 'example.com' },
      }),
    },
    { rule: 'spoke/admission-policy', file: extra, says: 'flux-hub-services', refused: byPolicy('services') },
  ),
  bad(
    'external-ip',
    'a Service that takes an address',
    { change: { service: { 'spec.externalIPs': ['10.0.0.1'] } } },
    { rule: 'spoke/admission-policy', file: service, says: 'flux-hub-services', refused: byPolicy('services') },
  ),
  bad(
    'open-network',
    'a NetworkPolicy that lets everybody in',
    {
      extra: object('networking.k8s.io/v1', 'NetworkPolicy', 'open-network', {
        spec: { podSelector: {}, ingress: [{}] },
      }),
    },
    {
      rule: 'spoke/admission-policy',
      file: extra,
      says: 'flux-hub-network-policies',
      refused: byPolicy('network-policies'),
    },
  ),
  bad(
    'as-reconciler',
    'Pods that run as Flux does',
    { change: { deployment: { 'spec.template.spec.serviceAccountName': 'reconciler' } } },
    {
      rule: 'spoke/admission-policy',
      file: deployment,
      says: 'its Pods are refused by policy flux-hub-pod-accounts',
      refused: podsByPolicy('pod-accounts'),
    },
  ),
  bad(
    'system-priority',
    'Pods that go before all others',
    { change: { deployment: { 'spec.template.spec.priorityClassName': 'system-cluster-critical' } } },
    {
      rule: 'spoke/admission-policy',
      file: deployment,
      says: 'its Pods are refused by policy flux-hub-pod-priorities',
      refused: podsByPolicy('pod-priorities'),
    },
  ),
  bad(
    'account-token',
    'a token of who applies it',
    {
      extra: changed(object('v1', 'Secret', 'account-token', { type: 'kubernetes.io/service-account-token' }), {
        'metadata.annotations': { 'kubernetes.io/service-account.name': 'reconciler' },
      }),
    },
    {
      rule: 'spoke/admission-policy',
      file: extra,
      says: 'flux-hub-account-tokens',
      refused: byPolicy('account-tokens'),
    },
  ),
  bad(
    'as-the-hub',
    'a label by which the hub knows its own',
    {
      extra: changed(configMap('as-the-hub'), {
        'metadata.labels': { 'app.kubernetes.io/managed-by': 'cdk8s-flux-hub' },
      }),
    },
    { rule: 'spoke/admission-policy', file: extra, says: 'flux-hub-guard', refused: byPolicy('guard') },
  ),
  bad(
    'no-account',
    'a Kustomization that runs as nobody',
    {
      tenant: 'team',
      extra: object(
        'kustomize.toolkit.fluxcd.io/v1',
        'Kustomization',
        'no-account-app',
        {
          spec: { interval: '10m', prune: true, path: './', sourceRef: { kind: 'GitRepository', name: 'no-account' } },
        },
        'team',
      ),
    },
    {
      rule: 'spoke/admission-policy',
      file: extra,
      says: 'flux-hub-service-accounts',
      refused: byPolicy('service-accounts'),
    },
  ),
  badRelease(
    'release-no-account',
    'a HelmRelease that runs as nobody',
    { 'spec.serviceAccountName': undefined },
    'service-accounts',
  ),
  badRelease(
    'release-target',
    "a HelmRelease into another tenant's namespace",
    { 'spec.targetNamespace': 'shop' },
    'target-namespaces',
  ),
  badRelease(
    'release-storage',
    "a HelmRelease that is kept in another tenant's namespace",
    { 'spec.storageNamespace': 'shop' },
    'target-namespaces',
  ),
  badRelease(
    'release-chart',
    'a HelmRelease of a chart of the platform',
    { 'spec.chart.spec.sourceRef.namespace': 'flux-system' },
    'source-references',
  ),
  badRelease(
    'release-kubeconfig',
    'a HelmRelease for another cluster',
    { 'spec.kubeConfig': { secretRef: { name: 'far' } } },
    'kubeconfigs',
  ),
  badRelease(
    'release-waits',
    "a HelmRelease that waits for another tenant's",
    { 'spec.dependsOn': [{ name: 'release', namespace: 'shop' }] },
    'dependencies',
  ),
  badRelease(
    'release-every-second',
    'a HelmRelease that is looked at every second',
    { 'spec.interval': '1s' },
    'intervals',
  ),
  bad(
    'release-schema',
    'a HelmRelease that installs whenever it likes',
    { tenant: 'team', extra: release('release-schema', { 'spec.interval': 'often' }) },
    {
      rule: 'manifest/schema-violation',
      file: extra,
      says: 'spec.interval: "often"',
      refused: { applying: 'spec.interval' },
    },
  ),
  bad(
    'release-no-chart',
    'a HelmRelease without a chart',
    { tenant: 'team', extra: release('release-no-chart', { 'spec.chart': undefined }) },
    {
      rule: 'flux/chart-missing',
      file: extra,
      says: 'has neither spec.chart nor spec.chartRef',
      refused: { applying: 'either chart or chartRef must be set' },
    },
  ),
  bad(
    'release-not-granted',
    'a HelmRelease, without selfService',
    { extra: changed(release('release-not-granted'), { 'metadata.namespace': undefined }) },
    { rule: 'spoke/kind-not-admitted', file: extra, says: 'is of a kind', refused: forbidden('helmreleases') },
  ),
  bad(
    'chart-repository',
    "a chart repository that is not the tenant's",
    {
      tenant: 'team',
      extra: object(
        'source.toolkit.fluxcd.io/v1',
        'HelmRepository',
        'chart-repository',
        { spec: { interval: '10m', url: 'https://charts.example.com' } },
        'team',
      ),
    },
    { rule: 'spoke/admission-policy', file: extra, says: 'flux-hub-source-urls', refused: byPolicy('source-urls') },
  ),
  bad(
    'release-twice',
    'two HelmReleases of one name of a release',
    {
      tenant: 'team',
      extra: release('release-twice', { 'spec.releaseName': 'twice' }),
      files: {
        'app/kustomization.yaml': undefined,
        'app/other.yaml': stringify(
          release('release-twice', { 'metadata.name': 'release-twice-too', 'spec.releaseName': 'twice' }),
        ),
      },
    },
    {
      rule: 'flux/release-taken',
      file: 'app/other.yaml',
      says: 'is release twice of namespace team, as HelmRelease team/release-twice is',
      refused: { not: 'they take turns for ever' },
    },
  ),
  bad(
    'foreign-source',
    "a source that is not the tenant's",
    {
      tenant: 'team',
      extra: object(
        'source.toolkit.fluxcd.io/v1',
        'GitRepository',
        'foreign-source-too',
        { spec: { interval: '10m', url: 'https://github.com/somebody/else' } },
        'team',
      ),
    },
    { rule: 'spoke/admission-policy', file: extra, says: 'flux-hub-source-urls', refused: byPolicy('source-urls') },
  ),
  bad(
    'every-second',
    'a source that is asked every second',
    {
      tenant: 'team',
      extra: object(
        'source.toolkit.fluxcd.io/v1',
        'GitRepository',
        'every-second-too',
        { spec: { interval: '1s', url: 'https://git.example/every-second' } },
        'team',
      ),
    },
    { rule: 'spoke/admission-policy', file: extra, says: 'flux-hub-intervals', refused: byPolicy('intervals') },
  ),
  bad(
    'hub-policy',
    'a NetworkPolicy that the hub has',
    {
      extra: object('networking.k8s.io/v1', 'NetworkPolicy', 'default-deny', {
        spec: { podSelector: { matchLabels: { app: 'none' } } },
      }),
    },
    { rule: 'spoke/hub-object', file: extra, says: 'is what the hub has under that name', refused: byPolicy('guard') },
  ),
  bad(
    'hub-source',
    'a source that the hub has',
    {
      tenant: 'team',
      extra: object(
        'source.toolkit.fluxcd.io/v1',
        'GitRepository',
        'hub-source',
        { spec: { interval: '10m', url: 'https://git.example/hub-source', ref: { branch: 'other' } } },
        'team',
      ),
    },
    {
      rule: 'spoke/hub-object',
      file: extra,
      says: 'is what the hub has under that name',
      refused: byPolicy('guard'),
    },
  ),
  // quota
  bad(
    'load-balancer',
    'a load balancer, of which the quota has none',
    { extra: object('v1', 'Service', 'load-balancer-too', { spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } }) },
    {
      rule: 'spoke/quota-exceeded',
      file: extra,
      says: 'takes 1 services.loadbalancers, so that namespace shop has 1 of 0',
      refused: { applying: 'exceeded quota: quota' },
    },
  ),
  bad(
    'much-storage',
    'more storage than the quota has',
    {
      extra: object('v1', 'PersistentVolumeClaim', 'much-storage', {
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Ti' } } },
      }),
    },
    {
      rule: 'spoke/quota-exceeded',
      file: extra,
      says: 'requests.storage',
      refused: { applying: 'exceeded quota: quota, requested: requests.storage=1Ti' },
    },
  ),
  bad(
    'much-memory',
    'more memory than the quota has',
    {
      change: {
        deployment: { [`${container}.resources`]: { requests: { memory: '10Gi' }, limits: { memory: '900Gi' } } },
      },
    },
    {
      rule: 'spoke/quota-exceeded',
      file: deployment,
      says: 'limits.memory',
      refused: { pods: 'exceeded quota: quota, requested: limits.memory=900Gi' },
    },
  ),
  bad(
    'above-default',
    'a request above the limit that the namespace gives',
    { change: { deployment: { [`${container}.resources`]: { requests: { cpu: '1' } } } } },
    {
      rule: 'spoke/pod-limits',
      file: deployment,
      says: 'its Pods are refused: spec.template.spec.containers[main].resources.requests.cpu',
      refused: { pods: 'must be less than or equal to cpu limit of 500m' },
    },
  ),
  bad(
    'above-limit',
    'a request above its own limit',
    {
      change: {
        deployment: { [`${container}.resources`]: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } },
      },
    },
    {
      rule: 'kubernetes/invalid-workload',
      file: deployment,
      says: 'is refused: spec.template.spec.containers[main].resources.requests.memory',
      refused: { applying: 'must be less than or equal to memory limit of 1Gi' },
    },
  ),
  // the folder
  bad(
    'no-file',
    'a file that is listed and is not there',
    { files: { 'app/service.yaml': undefined } },
    {
      rule: 'tree/missing',
      file: 'app/kustomization.yaml',
      says: 'names service.yaml, which is not there',
      refused: { applying: 'service.yaml' },
    },
  ),
  bad(
    'not-listed',
    'a file that nothing lists',
    { files: { 'app/forgotten.yaml': stringify(configMap('forgotten')) } },
    {
      rule: 'repo/unreached-file',
      file: 'app/forgotten.yaml',
      says: 'is not listed in app/kustomization.yaml',
      refused: { not: 'what is not listed is not applied' },
    },
  ),
  bad(
    'no-folder',
    'no folder of the app',
    {
      files: {
        'app/kustomization.yaml': undefined,
        'app/deployment.yaml': undefined,
        'app/service.yaml': undefined,
        'app/route.yaml': undefined,
        'README.md': 'Nothing yet.\n',
      },
    },
    {
      rule: 'spoke/folder-missing',
      says: 'App no-folder is applied from app, which is not there',
      refused: { applying: 'kustomization path not found' },
    },
  ),
  bad(
    'broken-yaml',
    'a file that is no YAML',
    { files: { 'app/service.yaml': 'kind: "Service\n' } },
    { rule: 'tree/invalid-yaml', file: service, says: 'service.yaml', refused: { applying: 'service.yaml' } },
  ),
  bad(
    'no-object',
    'a file that holds no object',
    { files: { 'app/service.yaml': 'colour: red\n' } },
    {
      rule: 'tree/not-an-object',
      file: service,
      says: 'it lacks apiVersion, kind, metadata.name',
      refused: { applying: 'missing Resource metadata' },
    },
  ),
  bad(
    'remote-base',
    'a base from elsewhere',
    {
      files: {
        'app/kustomization.yaml': stringify({ resources: ['deployment.yaml', 'https://bases.example/app.yaml'] }),
      },
    },
    {
      rule: 'tree/remote',
      file: 'app/kustomization.yaml',
      says: 'fetches https://bases.example/app.yaml',
      refused: { applying: 'https://bases.example/app.yaml' },
    },
  ),
  bad(
    'twice',
    'one object in two files',
    { extra: configMap('twice'), files: { 'app/service.yaml': stringify(configMap('twice')) } },
    {
      rule: 'tree/build',
      file: 'app/kustomization.yaml',
      says: 'ConfigMap',
      refused: { applying: 'may not add resource with an already registered id' },
    },
  ),
  // what the hub adds
  bad(
    'patched',
    'Pods that a patch of the hub makes worse',
    {
      app: {
        patches: [
          {
            target: { kind: 'Deployment' },
            patch: stringify([{ op: 'add', path: '/spec/template/spec/hostNetwork', value: true }]),
          },
        ],
      },
    },
    { ...podSecurity, says: 'hostNetwork is true', refused: ofRestricted('host namespaces') },
  ),
  bad(
    'unpatched',
    'a patch of the hub that finds nothing',
    {
      app: {
        patches: [{ patch: stringify(object('apps/v1', 'Deployment', 'unpatched-too', { spec: { replicas: 2 } })) }],
      },
    },
    {
      rule: 'tree/build',
      file: 'app/kustomization.yaml',
      says: 'unpatched-too',
      refused: { applying: 'unpatched-too' },
    },
  ),
  bad(
    'no-component',
    'no folder of a component that the hub adds',
    { app: { components: ['../hardened'] } },
    {
      rule: 'tree/missing',
      says: 'The component ../hardened of app is not in the source',
      refused: { applying: 'hardened' },
    },
  ),
  bad(
    'suffixed',
    'a name that a suffix of the hub makes too long',
    { app: { nameSuffix: `-${'x'.repeat(60)}` } },
    {
      rule: 'manifest/invalid-name',
      file: service,
      says: 'has a name that the API server refuses',
      refused: { applying: 'must be no more than 63' },
    },
  ),
  bad(
    'labelled',
    'a label of the hub by which it knows its own',
    {
      app: { commonMetadata: { labels: { 'app.kubernetes.io/managed-by': 'cdk8s-flux-hub' } } },
      extra: configMap('labelled'),
    },
    { rule: 'spoke/admission-policy', file: extra, says: 'flux-hub-guard', refused: byPolicy('guard') },
  ),
  // variables
  bad(
    'no-variable',
    'a variable that there is not',
    { app: { variables: true }, change: { route: { 'spec.hostnames': [`no-variable.\${domian}`] } } },
    {
      rule: 'flux/undefined-variable',
      file: route,
      says: `uses \${domian}, and app no-variable has no such variable: it has domain`,
      refused: { applying: 'domian' },
    },
  ),
  bad(
    'script',
    'a script whose variables Flux takes for its own',
    { app: { variables: true }, extra: configMap('script', undefined, { data: { run: `echo \${names[@]}\n` } }) },
    {
      rule: 'flux/unescaped-variable',
      file: extra,
      says: 'which Flux takes for a variable',
      refused: { applying: 'substitution failed' },
    },
  ),
  // secrets
  bad(
    'plain-secret',
    'a Secret in the clear',
    { extra: object('v1', 'Secret', 'plain-secret', { stringData: { password: 'correct horse' } }) },
    {
      rule: 'secrets/plain-secret',
      file: extra,
      says: 'holds `password` in the clear',
      refused: { not: 'the cluster does not mind what others can read' },
    },
  ),
  bad(
    'generated-secret',
    'a Secret in the clear, by a generator',
    {
      files: {
        'app/kustomization.yaml': stringify({
          resources: ['deployment.yaml', 'service.yaml', 'route.yaml'],
          secretGenerator: [{ name: 'generated-secret', literals: ['password=correct horse'] }],
        }),
      },
    },
    {
      rule: 'secrets/plain-secret',
      file: 'app/kustomization.yaml',
      says: 'holds `password` in the clear',
      refused: { not: 'the cluster does not mind what others can read' },
    },
  ),
  bad(
    'token',
    'a token among settings',
    { extra: configMap('token', undefined, { data: { token: `ghp_${'a1B2c3D4e5F6'.repeat(3)}` } }) },
    {
      rule: 'secrets/readable-credential',
      file: extra,
      says: 'holds a GitHub token in data.token',
      refused: { not: 'the cluster does not mind what others can read' },
    },
  ),
  bad(
    'encrypted',
    'an encrypted Secret that nothing decrypts',
    { extra: encryptedSecret('encrypted') },
    {
      rule: 'flux/decryption-missing',
      file: extra,
      says: 'is encrypted, and Kustomization shop/encrypted decrypts nothing',
      refused: { applying: 'is SOPS encrypted' },
    },
  ),
  bad(
    'encrypted-text',
    'an encrypted Secret in plain text that nothing decrypts',
    { extra: encryptedSecret('encrypted-text', 'stringData') },
    {
      rule: 'flux/decryption-missing',
      file: extra,
      says: 'is encrypted, and Kustomization shop/encrypted-text decrypts nothing',
      refused: { not: 'Flux applies the encrypted text as the value' },
    },
  ),
  // a contract that has changed
  bad(
    'old-namespace',
    'the name that the namespace had before',
    { change: { service: { 'metadata.namespace': 'store' } } },
    {
      rule: 'spoke/namespace-changed',
      file: service,
      says: 'says namespace store, which the contract does not grant: it grants shop, and app old-namespace puts it into shop',
      refused: { not: 'Flux puts it into the namespace of the contract' },
    },
  ),
];

function changedPod(change: Change): object {
  const pod = changed(
    { ...object('v1', 'Pod', 'pod'), spec: podSpec },
    Object.fromEntries(Object.entries(change).map(([path, value]) => [`spec.${path}`, value])),
  );
  return pod.spec as object;
}
