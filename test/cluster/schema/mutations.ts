import type { Manifest } from '../../../lib/manifest/manifest';

/** Who looks at an object: our rules, and the API server asked to create it or to apply it. */
export type Judge = 'us' | 'create' | 'apply';

/** An object that is changed so that it should be refused. */
export interface Mutation {
  /** The object, as `Kind namespace/name`. */
  readonly of: string;
  readonly title: string;
  readonly change: Change;
  /** @default - all */
  readonly refusedBy: readonly Judge[];
  /** Why not all refuse it. */
  readonly because?: string;
}

/** New values by path, as `spec.listeners.0.port`; undefined takes the field out. */
export type Change = Readonly<Record<string, unknown>>;

type Difference = Pick<Required<Mutation>, 'refusedBy' | 'because'>;
type Row = readonly [title: string, change: Change, difference?: Difference];

const byServer = (because: string): Difference => ({ refusedBy: ['create', 'apply'], because });
const byUs = (because: string): Difference => ({ refusedBy: ['us'], because });
const byNobody = (because: string): Difference => ({ refusedBy: [], because });

const cel = byServer('CEL rules of a definition are evaluated by the API server alone');
const beyond = byServer('what the API server checks of a built-in kind beyond its schema is in no schema');
const listKeys = byServer('keys of lists are an extension of OpenAPI that JSON Schema has no word for');
const merged: Difference = {
  refusedBy: ['us', 'apply'],
  because: 'what is created may list it twice, and what is applied may not; Flux applies',
};
const applied: Difference = {
  refusedBy: ['us', 'apply'],
  because: 'nulls are dropped from what is created; Flux applies',
};
const nothing = byUs(
  'the API server reads null as no value in built-in kinds and in metadata; to leave the field out says the same',
);
const controller = byNobody('its schema takes any string, and the controller reads it later');

const kustomization: readonly Row[] = [
  ['an unknown field', { 'spec.intervall': '1m' }],
  ['an unknown field below', { 'spec.sourceRef.names': 'x' }],
  ['an unknown field beside spec', { extra: 1 }],
  ['an unknown field in metadata', { 'metadata.label': { app: 'x' } }],
  ['a duration without a unit', { 'spec.interval': '10' }],
  ['a duration in days', { 'spec.interval': '1d' }],
  ['a negative duration', { 'spec.timeout': '-1m' }],
  ['a number for a duration', { 'spec.interval': 60 }],
  ['a string for a boolean', { 'spec.prune': 'true' }],
  ['a map for a list', { 'spec.dependsOn': { name: 'x' } }],
  ['a number in a list of strings', { 'spec.components': [1] }],
  ['a required map that is missing', { 'spec.sourceRef': undefined }],
  ['a required boolean that is missing', { 'spec.prune': undefined }],
  ['a required field that is missing in a list', { 'spec.dependsOn': [{ namespace: 'billing' }] }],
  ['a required field that is missing in a patch', { 'spec.patches': [{ target: { kind: 'Deployment' } }] }],
  ['a required field that is null', { 'spec.interval': null }],
  ['an optional field that is null', { 'spec.timeout': null }, applied],
  ['a list that is null', { 'spec.dependsOn': null }, applied],
  ['annotations that are null', { 'metadata.annotations': null }, nothing],
  ['no spec', { spec: undefined }, byNobody('its definition requires fields of spec, and not spec')],
  ['a value outside an enum', { 'spec.sourceRef.kind': 'HelmRepository' }],
  ['a value outside an enum, which has a default', { 'spec.deletionPolicy': 'Keep' }],
  ['a value outside an enum of one', { 'spec.decryption': { provider: 'vault' } }],
  ['a string that is too long', { 'spec.targetNamespace': 'n'.repeat(64) }],
  ['a string that is too short', { 'spec.targetNamespace': '' }],
  ['a version that is over', { apiVersion: 'kustomize.toolkit.fluxcd.io/v1beta2' }],
  ['a version that is to come', { apiVersion: 'kustomize.toolkit.fluxcd.io/v2' }],
  [
    "the group of kustomize's files",
    { apiVersion: 'kustomize.config.k8s.io/v1beta1' },
    byServer('a group that nobody here knows may be defined by what the platform installs'),
  ],
  ['a kind with a slip', { kind: 'Kustomisation' }],
  ['a name with capitals', { 'metadata.name': 'Api' }],
  ['a name of 254 characters', { 'metadata.name': 'a'.repeat(254) }],
  [
    'a name of 64 characters',
    { 'metadata.name': 'a'.repeat(64) },
    byUs('the API server takes it, and Flux then cannot label what it applies'),
  ],
  ['a label whose key has a space', { 'metadata.labels': { 'a b': 'x' } }],
  ['a label whose value has a space', { 'metadata.labels': { app: 'x y' } }],
  ['a label whose value is too long', { 'metadata.labels': { app: 'x'.repeat(64) } }],
  ['a label whose value is a number', { 'metadata.labels': { app: 1 } }],
  ['an annotation whose key has two slashes', { 'metadata.annotations': { 'a/b/c': 'x' } }],
  ['an annotation whose value is a boolean', { 'metadata.annotations': { app: true } }],
  [
    'a namespace that cannot be',
    { 'metadata.namespace': 'No' },
    byServer('an object in a namespace that is not rendered is the business of other rules'),
  ],
  [
    'a status of another shape',
    { status: { observedGeneration: 'x' } },
    { refusedBy: ['apply'], because: 'nobody renders a status, and what is created loses it' },
  ],
  ['a kubeConfig that says nothing', { 'spec.kubeConfig': {} }, cel],
];

const gitRepository: readonly Row[] = [
  ['an address without a scheme', { 'spec.url': 'git@github.com:acme/billing' }],
  ['a scheme that is not allowed', { 'spec.url': 'file:///billing' }],
  ['a timeout in hours', { 'spec.timeout': '1h' }],
  ['a required string that is missing', { 'spec.url': undefined }],
  ['a value outside an enum', { 'spec.provider': 'gitlab' }],
  ['a value outside an enum below', { 'spec.verify': { mode: 'all', secretRef: { name: 'x' } } }],
  ['an empty reference', { 'spec.secretRef': {} }],
  ['a reference with a slip', { 'spec.ref': { branche: 'main' } }],
  ['a string for a list', { 'spec.sparseCheckout': 'deploy' }],
  ['an account that its provider does not use', { 'spec.serviceAccountName': 'x' }, cel],
];

const helmRelease: readonly Row[] = [
  ['a name of a release that is too long', { 'spec.releaseName': 'a'.repeat(54) }],
  ['a policy for CRDs that there is not', { 'spec.install': { crds: 'Maybe' } }],
  ['a string for a number', { 'spec.maxHistory': '5' }],
  ['a fraction for an integer', { 'spec.maxHistory': 1.5 }],
  ['a number for a version', { 'spec.chart.spec.version': 1 }],
  ['a chart without a name', { 'spec.chart.spec.chart': undefined }],
  ['values from a kind that holds none', { 'spec.valuesFrom': [{ kind: 'File', name: 'x' }] }],
  ['values from a key that cannot be', { 'spec.valuesFrom': [{ kind: 'Secret', name: 'x', valuesKey: 'a b' }] }],
  ['a mode that there is not', { 'spec.driftDetection': { mode: 'on' } }],
  ['a patch that says nothing', { 'spec.postRenderers': [{ kustomize: { patches: [{}] } }] }],
  ['a list for values', { 'spec.values': [1] }, byNobody('values have any shape in its schema')],
  ['a chart and a reference to one', { 'spec.chartRef': { kind: 'OCIRepository', name: 'x' } }, cel],
  ['neither a chart nor a reference to one', { 'spec.chart': undefined }, cel],
  [
    'an interval that its strategy does not use',
    { 'spec.upgrade': { strategy: { name: 'RemediateOnFailure', retryInterval: '1m' } } },
    cel,
  ],
];

const quota: readonly Row[] = [
  ['bytes as people write them', { 'spec.hard': { 'limits.memory': '20GB' } }],
  ['a word for an amount', { 'spec.hard.pods': 'many' }],
  ['a unit in lower case', { 'spec.hard': { memory: '10ki' } }],
  ['a thousand in upper case', { 'spec.hard': { memory: '10K' } }],
  ['an exponent with a fraction', { 'spec.hard': { cpu: '1e1.5' } }],
  ['a hexadecimal amount', { 'spec.hard': { cpu: '0x10' } }],
  ['an empty amount', { 'spec.hard': { cpu: '' } }],
  ['a boolean for an amount', { 'spec.hard': { cpu: true } }],
  ['an amount below nothing', { 'spec.hard.pods': '-1' }],
  ['a list for a map', { 'spec.hard': [] }],
  ['a scope that there is not', { 'spec.scopes': ['Sometimes'] }],
  ['a number', { 'spec.hard.pods': 10 }, byNobody('a quantity may be a number')],
  ['a fraction', { 'spec.hard': { cpu: 1.5 } }, byNobody('a quantity may be a fraction')],
  ['an exponent', { 'spec.hard': { cpu: '1e3' } }, byNobody('a quantity may have an exponent')],
  ['a plus and a dot', { 'spec.hard': { cpu: '+.5' } }, byNobody('a quantity may start so')],
  ['half a Pod', { 'spec.hard.pods': '1.5' }, beyond],
  ['a resource that there is not', { 'spec.hard': { gpus: '1' } }, beyond],
  [
    'a space behind the amount',
    { 'spec.hard.pods': '1 ' },
    byUs('Go cuts the space off before it reads the amount, and no document says so'),
  ],
];

const policyPeers: readonly Row[] = [
  ['a range without a mask', { 'spec.ingress.0.from.0.ipBlock.cidr': '10.0.0.0' }],
  ['a range whose mask is too long', { 'spec.ingress.0.from.0.ipBlock.cidr': '10.0.0.0/33' }],
  ['a protocol that there is not', { 'spec.ingress.0.ports.0.protocol': 'HTTP' }],
  ['a boolean for a port', { 'spec.ingress.0.ports.0.port': true }],
  ['a port that is too high', { 'spec.ingress.0.ports.0.port': 70_000 }],
  ['an end that is too high', { 'spec.ingress.0.ports.0.endPort': 70_000 }],
  ['a port in quotes', { 'spec.ingress.0.ports.0.port': '9090' }],
  ['a port of a name', { 'spec.ingress.0.ports.0.port': 'metrics' }, byNobody('Pods may name their ports')],
  ['an end before the port', { 'spec.ingress.0.ports.0.endPort': 80 }, beyond],
  ['an exception outside the range', { 'spec.ingress.0.from.0.ipBlock.except': ['192.168.0.0/16'] }],
  ['an exception that is all of the range', { 'spec.ingress.0.from.0.ipBlock.except': ['10.0.0.0/8'] }],
  ['a range and Pods in one peer', { 'spec.ingress.0.from.0.podSelector': {} }, beyond],
  [
    'a range with a leading zero',
    { 'spec.ingress.0.from.0.ipBlock.cidr': '010.0.0.0/8' },
    byUs('old parsers of Kubernetes take it, as decimal, and network plugins may take it as octal'),
  ],
];

const gateway: readonly Row[] = [
  ['a port that is too high', { 'spec.listeners.0.port': 70_000 }],
  ['a port that is too low', { 'spec.listeners.0.port': 0 }],
  ['a URL for a host name', { 'spec.listeners.0.hostname': 'http://example.com' }],
  ['a wildcard in the middle', { 'spec.listeners.0.hostname': 'a.*.com' }],
  ['a protocol with a space', { 'spec.listeners.0.protocol': 'ht tp' }],
  ['no listener', { 'spec.listeners': [] }],
  ['too many listeners', { 'spec.listeners': Array.from({ length: 65 }, (_, index) => listener(1000 + index)) }],
  ['a mode that there is not', { 'spec.listeners.1.tls.mode': 'Off' }],
  ['namespaces that there are not', { 'spec.listeners.0.allowedRoutes': { namespaces: { from: 'Any' } } }],
  ['an empty class', { 'spec.gatewayClassName': '' }],
  ['two listeners of one name', { 'spec.listeners.1.name': 'http' }],
  ['two listeners for one host', { 'spec.listeners.1': { ...listener(80), hostname: '*.example.com' } }, cel],
  ['TLS for plain HTTP', { 'spec.listeners.0.tls': { mode: 'Terminate' } }, cel],
  [
    'an address that is none',
    { 'spec.addresses': [{ type: 'IPAddress', value: 'x' }] },
    byServer('formats such as ipv4 are not checked here'),
  ],
];

function listener(port: number): object {
  return { name: `on-${port}`, port, protocol: 'HTTP' };
}

const httpRoute: readonly Row[] = [
  ['a filter that there is not', { 'spec.rules.0.filters': [{ type: 'Rewrite' }] }],
  ['a match that there is not', { 'spec.rules.0.matches.0.path.type': 'Glob' }],
  ['a method in lower case', { 'spec.rules.0.matches.0.method': 'get' }],
  ['a duration with a space', { 'spec.rules.0.timeouts.request': '10 s' }],
  ['a weight below zero', { 'spec.rules.0.backendRefs.0.weight': -1 }],
  ['a port that is too high', { 'spec.rules.0.backendRefs.0.port': 70_000 }],
  ['a fraction for a weight', { 'spec.rules.0.backendRefs.0.weight': 1.5 }],
  ['a host name with an underscore', { 'spec.hostnames': ['shop_x.example.com'] }],
  ['too many host names', { 'spec.hostnames': Array.from({ length: 17 }, (_, index) => `a${index}.example.com`) }],
  ['a version that is over', { apiVersion: 'gateway.networking.k8s.io/v1alpha2' }],
  ['a version that is still served', { apiVersion: 'gateway.networking.k8s.io/v1beta1' }, byNobody('it is served')],
  [
    'a redirect beside a backend',
    { 'spec.rules.0.filters': [{ type: 'RequestRedirect', requestRedirect: { hostname: 'x.example.com' } }] },
    cel,
  ],
  ['a Service without a port', { 'spec.rules.0.backendRefs.0.port': undefined }, cel],
  ['a filter without what it does', { 'spec.rules.0.filters': [{ type: 'URLRewrite' }] }, cel],
  ['a path without a slash', { 'spec.rules.0.matches.0.path.value': 'x' }, cel],
  [
    'a header that is matched twice',
    { 'spec.rules.0.matches.0.headers': ['1', '2'].map((value) => ({ name: 'a', value })) },
    listKeys,
  ],
];

const container = 'spec.template.spec.containers.0';
const deployment: readonly Row[] = [
  ['an unknown field, which Flux drops in silence since it does not ask strictly', { 'spec.replica': 3 }],
  ['a string for a number', { 'spec.replicas': '3' }],
  ['a fraction for an integer', { 'spec.replicas': 1.5 }],
  ['a strategy that there is not', { 'spec.strategy.type': 'BlueGreen' }],
  ['no selector', { 'spec.selector': undefined }],
  ['no containers but null', { 'spec.template.spec.containers': null }],
  ['a container without a name', { [`${container}.name`]: undefined }],
  ['a policy that there is not', { [`${container}.imagePullPolicy`]: 'Sometimes' }],
  ['a number in the environment', { [`${container}.env.0.value`]: 1 }],
  ['a boolean in the environment', { [`${container}.env.0.value`]: true }],
  ['a string for a port', { [`${container}.ports.0.containerPort`]: '80' }],
  ['bytes as people write them', { [`${container}.resources.limits.memory`]: '128MB' }],
  ['a probe without a port', { [`${container}.readinessProbe.httpGet.port`]: undefined }],
  ['a string for a user', { 'spec.template.spec.securityContext': { runAsUser: '1000' } }],
  ['a version that is over', { apiVersion: 'apps/v1beta1' }],
  [
    'a group that is over',
    { apiVersion: 'extensions/v1beta1' },
    byServer('a group that nobody here knows may be defined by what the platform installs'),
  ],
  ['null for a number', { 'spec.replicas': null }, nothing],
  ['null in the environment', { [`${container}.env.0.value`]: null }, nothing],
  ['fewer than none', { 'spec.replicas': -1 }],
  ['less time than none', { 'spec.minReadySeconds': -1 }],
  ['a request below nothing', { [`${container}.resources.requests.cpu`]: '-100m' }],
  ['a selector that finds nothing', { 'spec.selector': { matchLabels: { app: 'other' } } }],
  ['a label that is none in the template', { 'spec.template.metadata.labels.tier': '-x-' }, beyond],
  ['no container', { 'spec.template.spec.containers': [] }],
  ['a container without an image', { [`${container}.image`]: undefined }],
  ['a port that is too high', { [`${container}.ports.0.containerPort`]: 70_000 }],
  ['no port', { [`${container}.ports.0.containerPort`]: 0 }],
  ['a port of the node that is too high', { [`${container}.ports.0.hostPort`]: 70_000 }],
  ['any port of the node', { [`${container}.ports.0.hostPort`]: 0 }, byNobody('zero is as if it were not set')],
  ['a name of a port that is too long', { [`${container}.ports.0.name`]: 'http-with-metrics' }],
  ['a name of a port with an underscore', { [`${container}.ports.0.name`]: 'http_2' }],
  ['a name of a port with two dashes', { [`${container}.ports.0.name`]: 'http--2' }],
  ['a name of a port that starts with a digit', { [`${container}.ports.0.name`]: '8080http' }, byNobody('it may')],
  ['a probe on a port that is too high', { [`${container}.readinessProbe.httpGet.port`]: 70_000 }],
  ['a probe on a port in quotes', { [`${container}.readinessProbe.httpGet.port`]: '8080' }],
  ['a probe on no port', { [`${container}.readinessProbe.httpGet.port`]: 0 }],
  ['a probe by gRPC on a port that is too high', { [`${container}.readinessProbe`]: { grpc: { port: 70_000 } } }],
  [
    'a call before the end on a port that is too high',
    { [`${container}.lifecycle`]: { preStop: { httpGet: { port: 70_000 } } } },
  ],
  [
    'a probe on a port of a name that no container has',
    { [`${container}.readinessProbe.httpGet.port`]: 'admin' },
    byNobody('the kubelet looks for it'),
  ],
  ['a limit below the request', { [`${container}.resources.limits.memory`]: '1Mi' }],
  ['a volume that is not there', { [`${container}.volumeMounts`]: [{ name: 'nowhere', mountPath: '/scratch' }] }],
  ['two mounts at one path', { [`${container}.volumeMounts.1`]: { name: 'scratch', mountPath: '/scratch' } }],
  ['two volumes of one name', { 'spec.template.spec.volumes.1': { name: 'scratch', emptyDir: {} } }],
  ['two ports of one name', { [`${container}.ports.1`]: { name: 'http', containerPort: 8081 } }],
  [
    'ports of one name in two containers',
    {
      'spec.template.spec.containers.1': {
        name: 'proxy',
        image: 'x',
        ports: [{ name: 'http', containerPort: 8081 }],
      },
    },
    byNobody('the API server warns of it'),
  ],
  [
    'one port for two protocols',
    { [`${container}.ports.1`]: { containerPort: 8080, protocol: 'UDP' } },
    byNobody('it is'),
  ],
  ['two handlers in one probe', { [`${container}.readinessProbe.tcpSocket`]: { port: 80 } }, beyond],
  ['a share that is none', { 'spec.strategy.rollingUpdate.maxUnavailable': 'half' }, beyond],
  ['two containers of one name', { 'spec.template.spec.containers.1': { name: 'web', image: 'x' } }],
  ['a container of the start of the same name', { 'spec.template.spec.initContainers': [{ name: 'web', image: 'x' }] }],
  [
    'a variable that is set twice',
    { [`${container}.env`]: ['x', 'y'].map((value) => ({ name: 'MODE', value })) },
    merged,
  ],
  ['a port that is opened twice', { [`${container}.ports`]: [{ containerPort: 80 }, { containerPort: 80 }] }, merged],
];

const table: Readonly<Record<string, readonly Row[]>> = {
  'Kustomization billing/api': kustomization,
  'GitRepository billing/billing': gitRepository,
  'HelmRelease flux-system/cert-manager': helmRelease,
  'HelmRepository flux-system/cert-manager': [
    ['a type that there is not', { 'spec.type': 'git' }],
    ['a scheme that is not allowed', { 'spec.url': 'ftp://charts.example.com' }],
    ['a required list that is missing', { 'spec.accessFrom': {} }],
  ],
  'OCIRepository flux-system/envoy-gateway': [
    ['a scheme that is not allowed', { 'spec.url': 'https://ghcr.io/x' }],
    ['an operation that there is not', { 'spec.layerSelector': { operation: 'unpack' } }],
    ['a provider that there is not', { 'spec.verify': { provider: 'gpg' } }],
  ],
  'Namespace billing': [
    ['a name with an underscore', { 'metadata.name': 'a_b' }],
    ['a name with a dot', { 'metadata.name': 'a.b' }],
    ['a name of 64 characters', { 'metadata.name': 'a'.repeat(64) }],
    ['a namespace of its own', { 'metadata.namespace': 'billing' }, byUs('the API server takes no notice of it')],
    ['a level that there is not', { 'metadata.labels': { 'pod-security.kubernetes.io/enforce': 'strict' } }, beyond],
  ],
  'ServiceAccount billing/reconciler': [
    ['a string for a boolean', { automountServiceAccountToken: 'no' }],
    ['strings for maps', { secrets: ['token'] }],
    ['an unknown field', { automountToken: true }],
    ['a spec, which it does not have', { spec: {} }],
    ['no namespace', { 'metadata.namespace': undefined }],
  ],
  'RoleBinding billing/reconciler': [
    ['no role', { roleRef: undefined }],
    ['a subject with a slip', { 'subjects.0.nameSpace': 'billing' }],
    ['a name with a slash', { 'metadata.name': 'a/b' }],
    ['a name with a colon', { 'metadata.name': 'a:b' }, byNobody('names of roles and bindings are free')],
    ['a version that is over', { apiVersion: 'rbac.authorization.k8s.io/v1beta1' }],
    ['a kind of role that there is not', { 'roleRef.kind': 'Rolle' }, beyond],
    ['a group of another kind', { 'roleRef.apiGroup': 'apps' }, beyond],
    ['a kind of subject that there is not', { 'subjects.0.kind': 'Robot' }, beyond],
    [
      'no group of the role',
      { 'roleRef.apiGroup': undefined },
      byUs('the API server fills it in, though its schema requires it'),
    ],
  ],
  'ClusterRole flux-hub-tenant': [
    ['a rule without verbs', { 'rules.0.verbs': undefined }],
    ['a string for a list', { 'rules.0.verbs': 'get' }],
    ['a selector with a slip', { aggregationRule: { clusterRoleSelectors: [{ matchLabel: {} }] } }],
    ['a rule with no verb', { 'rules.0.verbs': [] }, beyond],
    ['a rule without resources', { 'rules.0.resources': undefined }, beyond],
    ['resources and URLs in one rule', { 'rules.0.nonResourceURLs': ['/x'] }, beyond],
  ],
  'ResourceQuota billing/quota': quota,
  'LimitRange billing/limits': [
    ['no type', { 'spec.limits.0.type': undefined }],
    ['an unknown field', { 'spec.limits.0.defaults': {} }],
    ['an amount below nothing', { 'spec.limits.0.default.cpu': '-1' }],
    ['bytes as people write them', { 'spec.limits.0.default.memory': '512MB' }],
    ['a type that there is not', { 'spec.limits.0.type': 'Box' }, beyond],
    ['a default above the most', { 'spec.limits.0.max': { cpu: '100m' } }, beyond],
  ],
  'NetworkPolicy billing/default-deny': [
    ['a direction that there is not', { 'spec.policyTypes': ['Inbound'] }],
    ['a field in lower case', { 'spec.podselector': {} }],
    ['a string for a list', { 'spec.policyTypes': 'Ingress' }],
    [
      'a selector that selects nothing',
      { 'spec.podSelector': { matchExpressions: [{ key: 'app', operator: 'Is', values: ['x'] }] } },
      beyond,
    ],
  ],
  'NetworkPolicy samples/from-monitoring': policyPeers,
  'ConfigMap flux-system/cluster-variables': [
    ['a number for a string', { 'data.region': 1 }],
    ['null for a string', { 'data.region': null }, nothing],
    ['a key with a space', { data: { 'a b': 'x' } }, beyond],
    [
      'bytes that are no base64',
      { binaryData: { logo: '***' } },
      byServer('formats such as byte are not checked here'),
    ],
  ],
  'Secret samples/token': [
    ['a number for a string', { stringData: { pin: 1 } }],
    ['data that is no base64', { 'data.token': 'plain text!' }, byServer('formats such as byte are not checked here')],
    ['data that its type lacks', { 'data.token': 'YQ==', type: 'kubernetes.io/tls' }, beyond],
  ],
  'ValidatingAdmissionPolicy flux-hub-guard': [
    ['a policy that there is not', { 'spec.failurePolicy': 'Maybe' }],
    ['a validation without an expression', { 'spec.validations.0.expression': undefined }],
    ['an operation that there is not', { 'spec.matchConstraints.resourceRules.0.operations': ['PATCH'] }],
    ['an unknown field', { 'spec.validation': [] }],
    ['an expression that is no CEL', { 'spec.validations.0.expression': 'object.' }, beyond],
    ['an expression with an unknown variable', { 'spec.validations.0.expression': 'nothing.here' }, beyond],
    ['an expression that is not true or false', { 'spec.validations.0.expression': '1 + 1' }, beyond],
    ['no validation', { 'spec.validations': [] }, beyond],
  ],
  'ValidatingAdmissionPolicyBinding flux-hub-guard': [
    ['an action that there is not', { 'spec.validationActions': ['Refuse'] }],
    ['an action twice', { 'spec.validationActions': ['Deny', 'Deny'] }, listKeys],
    ['actions that exclude each other', { 'spec.validationActions': ['Deny', 'Warn'] }, beyond],
    ['no policy', { 'spec.policyName': undefined }, beyond],
  ],
  'GatewayClass envoy': [
    ['a controller without a domain', { 'spec.controllerName': 'envoy' }],
    ['a description that is too long', { 'spec.description': 'x'.repeat(65) }],
    ['no controller', { 'spec.controllerName': undefined }],
  ],
  'Gateway samples/shared': gateway,
  'HTTPRoute samples/web': httpRoute,
  'ReferenceGrant samples/routes': [
    ['a grant to nothing', { 'spec.to': [] }],
    ['an empty kind', { 'spec.from.0.kind': '' }],
    ['a namespace that cannot be', { 'spec.from.0.namespace': 'No' }],
  ],
  'ClusterIssuer letsencrypt': [
    ['no server', { 'spec.acme.server': undefined }],
    ['a field with a slip', { 'spec.acme.mail': 'x' }],
  ],
  'Certificate samples/shop': [
    ['an algorithm that there is not', { 'spec.privateKey.algorithm': 'DSA' }],
    ['a usage that there is not', { 'spec.usages': ['any purpose'] }],
    ['a string for a size', { 'spec.privateKey.size': '256' }],
    ['a duration in days', { 'spec.duration': '90d' }, controller],
  ],
  'SecretStore samples/vault': [
    ['two providers', { 'spec.provider.fake': { data: [] } }],
    ['no provider', { 'spec.provider': {} }],
    ['a version that there is not', { 'spec.provider.vault.version': 'v3' }],
  ],
  'ExternalSecret samples/shop': [
    ['a policy that there is not', { 'spec.target.creationPolicy': 'Always' }],
    ['a key with a space', { 'spec.data.0.secretKey': 'a b' }],
    ['no remote key', { 'spec.data.0.remoteRef': undefined }],
    ['a kind of store that there is not', { 'spec.secretStoreRef.kind': 'Vault' }],
    ['a version that is over', { apiVersion: 'external-secrets.io/v1beta1' }],
    ['a word for an interval', { 'spec.refreshInterval': 'hourly' }, controller],
  ],
  'SealedSecret samples/shop': [
    ['a number for a ciphertext', { 'spec.encryptedData.password': 1 }],
    ['no ciphertext', { 'spec.encryptedData': undefined }],
  ],
  'ClusterPolicy require-owner': [
    ['an action that there is not', { 'spec.validationFailureAction': 'Refuse' }],
    ['a name of a rule that is too long', { 'spec.rules.0.name': 'x'.repeat(64) }],
    ['a field with a slip', { 'spec.rules.0.validates': {} }],
    ['a string for a number', { 'spec.webhookTimeoutSeconds': '10' }],
  ],
  'Provider samples/chat': [
    ['a type that there is not', { 'spec.type': 'irc' }],
    ['a channel that is too long', { 'spec.channel': 'x'.repeat(2049) }],
    ['an expression that its type does not use', { 'spec.commitStatusExpr': 'x' }, cel],
  ],
  'Alert samples/errors': [
    ['a severity that there is not', { 'spec.eventSeverity': 'warning' }],
    ['a source of another kind', { 'spec.eventSources.0.kind': 'Deployment' }],
    ['a version that is to come', { apiVersion: 'notification.toolkit.fluxcd.io/v1' }],
  ],
  'Receiver samples/pushes': [
    ['a type that there is not', { 'spec.type': 'svn' }],
    ['no Secret', { 'spec.secretRef': undefined }, cel],
  ],
  'Bucket samples/artifacts': [
    ['a provider that there is not', { 'spec.provider': 'ceph' }],
    ['tokens that its provider does not use', { 'spec.sts': { provider: 'aws', endpoint: 'https://x' } }, cel],
  ],
  'FluxInstance samples/flux': [
    ['a component that there is not', { 'spec.components': ['sauce-controller'] }],
    ['a size that there is not', { 'spec.cluster': { size: 'huge' } }],
    ['a name that it must not have', { 'metadata.name': 'other' }, cel],
  ],
  'ResourceSet samples/apps': [
    ['a string for a list', { 'spec.resources': 'x' }],
    ['a string for a boolean', { 'spec.wait': 'yes' }],
  ],
  'Deployment samples/web': deployment,
  'Service samples/web': [
    ['a type that there is not', { 'spec.type': 'Balancer' }],
    ['a protocol that there is not', { 'spec.ports.0.protocol': 'HTTP' }],
    ['a name with a dot', { 'metadata.name': 'web.api' }],
    [
      'a name with a digit first',
      { 'metadata.name': '1web' },
      byServer('Kubernetes 1.34 has a feature gate that lets it stand there'),
    ],
    ['no ports', { 'spec.ports': [] }, beyond],
    ['two ports of one name', { 'spec.ports.1.name': 'http' }],
    ['two ports of one number', { 'spec.ports.1.port': 80 }],
    ['one port for two protocols', { 'spec.ports.1': { name: 'dns', port: 80, protocol: 'UDP' } }, byNobody('it is')],
    ['a port that is too high', { 'spec.ports.0.port': 70_000 }],
    ['no port', { 'spec.ports.0.port': 0 }],
    ['a port of Pods that is too high', { 'spec.ports.0.targetPort': 70_000 }],
    ['a port of Pods in quotes', { 'spec.ports.0.targetPort': '8080' }],
    ['no port of Pods', { 'spec.ports.0.targetPort': 0 }, byNobody('it is then that of the Service')],
    [
      'a port of the node to be chosen',
      { 'spec.type': 'NodePort', 'spec.ports.0.nodePort': 0 },
      byNobody('it is chosen'),
    ],
  ],
  'CronJob samples/nightly': [
    ['a number for a schedule', { 'spec.schedule': 3 }],
    ['a policy that there is not', { 'spec.concurrencyPolicy': 'Maybe' }],
    ['a version that is over', { apiVersion: 'batch/v1beta1' }],
    ['a word for a schedule', { 'spec.schedule': 'daily' }],
    ['a schedule of six fields', { 'spec.schedule': '0 0 3 * * *' }],
    ['a schedule of four fields', { 'spec.schedule': '0 3 * *' }],
    ['a minute that there is not', { 'spec.schedule': '60 3 * * *' }],
    ['a month that there is not', { 'spec.schedule': '0 3 1 0 *' }],
    ['a seventh day', { 'spec.schedule': '0 3 * * 7' }],
    ['a range the wrong way round', { 'spec.schedule': '0 3 * * 5-1' }],
    ['a step of nothing', { 'spec.schedule': '*/0 * * * *' }],
    ['a last day of the month', { 'spec.schedule': '0 3 L * *' }],
    ['a time zone in its schedule', { 'spec.schedule': 'TZ=Europe/Berlin 0 3 * * *' }],
    ['an age of nothing', { 'spec.schedule': '@every' }],
    ['a macro that there is not', { 'spec.schedule': '@reboot' }],
    ['words for days and months', { 'spec.schedule': '*/5,7 0-6/2 ? jan-MAR Mon,fri' }, byNobody('it reads them')],
    ['a macro for a schedule', { 'spec.schedule': '@daily' }, byNobody('it reads them')],
    ['a period for a schedule', { 'spec.schedule': '@every 1h30m' }, byNobody('it reads them')],
    ['a step from a minute on', { 'spec.schedule': '5/15 * * * *' }, byNobody('it runs to the end of the hour')],
    ['fewer kept Jobs than none', { 'spec.successfulJobsHistoryLimit': -1 }],
    ['fewer tries than none', { 'spec.jobTemplate.spec.backoffLimit': -1 }],
    ['a name that leaves no room for those of its Jobs', { 'metadata.name': 'a'.repeat(53) }],
    [
      'a name that just leaves it',
      { 'metadata.name': 'a'.repeat(52) },
      byNobody('it has room for eleven characters more'),
    ],
  ],
  'Job samples/migrate': [
    ['fewer Pods than none', { 'spec.parallelism': -1 }],
    ['a name that is no label', { 'metadata.name': 'a'.repeat(64) }],
  ],
  'PodDisruptionBudget samples/web': [['fewer than none', { 'spec.minAvailable': -1 }]],
  'PersistentVolumeClaim samples/data': [
    ['a mode that there is not', { 'spec.accessModes': ['Write'] }],
    ['bytes as people write them', { 'spec.resources.requests.storage': '10GB' }],
    ['no size', { 'spec.resources': undefined }, beyond],
    ['a size below nothing', { 'spec.resources.requests.storage': '-10Gi' }],
  ],
  'HorizontalPodAutoscaler samples/web': [
    ['no upper bound', { 'spec.maxReplicas': undefined }],
    ['a version that is over', { apiVersion: 'autoscaling/v2beta2' }],
    ['fewer than none', { 'spec.minReplicas': -1 }],
    ['bounds the wrong way round', { 'spec.minReplicas': 9 }, beyond],
  ],
};

export const mutations: readonly Mutation[] = Object.entries(table).flatMap(([of, rows]) =>
  rows.map(([title, change, difference]) => ({
    of,
    title,
    change,
    refusedBy: ['us', 'create', 'apply'],
    ...difference,
  })),
);

/** What no look at an object alone can tell: fields that stay as they were when it was created. */
export const laterChanges: readonly Pick<Mutation, 'of' | 'title' | 'change'>[] = [
  {
    of: 'Deployment samples/web',
    title: 'the selector of a Deployment',
    change: { 'spec.selector.matchLabels.app': 'other', 'spec.template.metadata.labels.app': 'other' },
  },
  { of: 'RoleBinding billing/reconciler', title: 'the role of a binding', change: { 'roleRef.name': 'view' } },
  { of: 'Secret samples/token', title: 'the type of a Secret', change: { type: 'example.com/token' } },
  {
    of: 'PersistentVolumeClaim samples/data',
    title: 'the access of a volume',
    change: { 'spec.accessModes': ['ReadOnlyMany'] },
  },
];

/** A copy of an object with new values. */
export function changed(manifest: Manifest, change: Change): Manifest {
  return Object.entries(change).reduce((object, [path, value]) => put(object, path.split('.'), value), manifest);
}

function put<T extends object>(node: T, [key = '', ...rest]: readonly string[], value: unknown): T {
  const old = (node as Record<string, unknown>)[key] as object | undefined;
  const copy = (Array.isArray(node) ? [...node] : { ...node }) as Record<string, unknown>;
  copy[key] = rest.length === 0 ? value : put(old ?? {}, rest, value);
  return copy as T;
}
