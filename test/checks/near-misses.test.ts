import { expect, test } from 'vitest';
import { apiVersionOf } from '../../lib/versions/flux';
import { clusterOf, findingsOf } from './fixture';

/** What a rule says of a cluster. */
function said(rule: string, manifests: string): readonly string[] {
  return findingsOf(clusterOf(manifests, 'cluster.yaml')).flatMap((finding) =>
    finding.rule === rule ? [finding.message] : [],
  );
}

const billing = `
apiVersion: v1
kind: Namespace
metadata: { name: billing, labels: { toolkit.fluxcd.io/tenant: billing } }
---`;

test('a NetworkPolicy without rules for egress closes it only where policyTypes say so', () => {
  const policy = (spec: string) => `${billing}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: billing }
spec: { podSelector: {}, ${spec} }`;
  const says = (spec: string) => said('network/default-deny-missing', policy(spec));

  expect(says('policyTypes: [Ingress, Egress]')).toEqual([]);
  expect(says('policyTypes: [], egress: [{ ports: [{ port: 53 }] }]')).toEqual([]);
  expect(says('egress: []')).toEqual(['Namespace billing has no NetworkPolicy that denies egress to all Pods.']);
});

test('a listener is open to all by a selector that asks for nothing, however that is written', () => {
  const gateway = (selector: string) => `${billing}
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: gateway }
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
      port: 80
      protocol: HTTP
      allowedRoutes: { namespaces: { from: Selector, selector: ${selector} } }`;
  const open = ['Gateway gateway/public admits routes of every namespace on listener http.'];

  expect(said('gateway/open-to-all', gateway('{}'))).toEqual(open);
  expect(said('gateway/open-to-all', gateway('{ matchLabels: {}, matchExpressions: [] }'))).toEqual(open);
  expect(said('gateway/open-to-all', gateway('{ matchLabels: { kubernetes.io/metadata.name: billing } }'))).toEqual([]);
});

test('what is added to edit is added to admin, which gathers it', () => {
  const bound = (role: string, { label, name = 'jobs' }: { label: string; name?: string }) => `${billing}
apiVersion: v1
kind: ServiceAccount
metadata: { name: reconciler, namespace: billing }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reconciler, namespace: billing }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role} }
subjects: [{ kind: ServiceAccount, name: reconciler, namespace: billing }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name}, labels: { rbac.authorization.k8s.io/aggregate-to-${label}: 'true' } }
rules: [{ apiGroups: [acme.io], resources: [jobs], verbs: [get, create] }]`;
  const says = (...args: Parameters<typeof bound>) => said('isolation/widened-role', bound(...args));
  const added = (role: string) => [`ClusterRole jobs adds create jobs to ${role}, which tenants are bound to.`];

  expect(says('admin', { label: 'edit' })).toEqual(added('admin'));
  expect(says('admin', { label: 'view' })).toEqual(added('admin'));
  expect(says('edit', { label: 'admin' })).toEqual([]);
  expect(says('admin', { label: 'admin', name: 'flux-edit-flux-system' })).toEqual([]);
  expect(says('admin', { label: 'admin', name: 'fluxion' })).toEqual([
    'ClusterRole fluxion adds create jobs to admin, which tenants are bound to.',
  ]);
});

test.each([
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'],
  ['policies.kyverno.io/v1', 'ValidatingPolicy'],
])('a namespace is exempt from a policy that itself leaves it out, as from a binding: %s %s', (apiVersion, kind) => {
  const policy = (operator: string) => `${billing}
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: registries }
spec:
  matchConstraints:
    namespaceSelector:
      matchExpressions: [{ key: kubernetes.io/metadata.name, operator: ${operator}, values: [billing] }]
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  validations: [{ expression: 'true' }]`;

  expect(said('kubernetes/policy-exemption', policy('NotIn'))).toEqual([
    `${kind} registries leaves out billing, a namespace of a tenant.`,
  ]);
  expect(said('kubernetes/policy-exemption', policy('In'))).toEqual([]);
});

test.each([
  'https://github.com/acme/components',
  'github.com/acme/components',
  'git::https://github.com/acme/components',
  'gh:acme/components',
  '/components',
])('a component is a folder of the source: %s', (component) => {
  const kustomization = (path: string) => `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: app, namespace: flux-system }
spec:
  interval: 10m
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
  components: ['${path}']`;

  expect(said('flux/refused', kustomization(component))).toEqual([
    `Kustomization flux-system/app has the component ${component}, which is no folder of its source.`,
  ]);
  expect(said('flux/refused', kustomization('../github.com'))).toEqual([]);
});

test('controllers that log in with an identity of their own where an object names none are all told', () => {
  const controller = (name: string, ...flags: readonly string[]) => `${billing}
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: flux-system, labels: { app.kubernetes.io/part-of: flux } }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: manager
          image: ghcr.io/fluxcd/${name}:v1.9.4
          args: [${['--feature-gates=ObjectLevelWorkloadIdentity=true', ...flags].join(', ')}]`;
  const kubeconfig = '--default-kubeconfig-service-account';

  expect(said('flux/workload-identity', controller('helm-controller'))).toEqual([
    `Deployment flux-system/helm-controller has ObjectLevelWorkloadIdentity and no ${kubeconfig}.`,
  ]);
  expect(said('flux/workload-identity', controller('helm-controller', `${kubeconfig}=default`))).toEqual([]);
  expect(said('flux/workload-identity', controller('kustomize-controller'))).toEqual([
    `Deployment flux-system/kustomize-controller has ObjectLevelWorkloadIdentity and no --default-decryption-service-account, no ${kubeconfig}.`,
  ]);
});

test('an artifact of the hub is the hub for a Kustomization of another namespace, too, and one that nothing here cuts is not', () => {
  const components = ['source-controller', 'kustomize-controller', 'source-watcher'];
  const flux = { version: '2.9.4', release: '2.9', components };
  const cut = (source: string) => `# cluster: ${JSON.stringify({ flux })}
apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: { name: cut, namespace: flux-system }
spec:
  sources: [{ alias: repo, kind: GitRepository, name: ${source} }]
  artifacts: [{ name: apps, copy: [{ from: '@repo/apps/**', to: '@artifact/' }] }]
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: platform }
spec:
  interval: 10m
  prune: true
  targetNamespace: billing
  sourceRef: { kind: ExternalArtifact, name: apps, namespace: flux-system }
---${billing}`;

  const toldAsTenant = ["Kustomization platform/apps sets no spec.serviceAccountName, and is tenant platform's."];
  const uncut = cut('flux-system').replace('name: apps, copy', 'name: web, copy');

  expect(said('isolation/impersonation', cut('flux-system'))).toEqual([]);
  expect(said('isolation/impersonation', cut('elsewhere'))).toEqual(toldAsTenant);
  expect(said('isolation/impersonation', uncut)).toEqual(toldAsTenant);
});

test('a range is left out of another only where it is a part of it', () => {
  const policy = (cidr: string, except: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: out, namespace: billing }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: '${cidr}', except: ['${except}'] } }] }] }`;
  const says = (cidr: string, except: string) => said('kubernetes/invalid-cidr', policy(cidr, except));
  const refused = (cidr: string, except: string) => [
    `NetworkPolicy billing/out has ${except} in ipBlock.except, which is not a part of ${cidr}.`,
  ];

  for (const [cidr, except] of [
    ['10.0.0.0/8', '10.1.0.0/16'],
    ['0.0.0.0/0', '0.0.0.0/1'],
    ['fd00::/8', 'fd00:1::/32'],
  ] as const)
    expect(says(cidr, except)).toEqual([]);
  for (const [cidr, except] of [
    ['10.0.0.0/8', '11.0.0.0/16'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.1.0.0/16', '10.0.0.0/8'],
    ['0.0.0.0/0', 'fd00::/8'],
  ] as const)
    expect(says(cidr, except)).toEqual(refused(cidr, except));
});

test.each([
  '169.254.169.254',
  '168.63.129.16',
  '100.100.100.200',
])('no source is at %s, where clouds answer', (host) => {
  const source = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: charts, namespace: flux-system }
spec: { interval: 10m, url: 'https://${host}/charts' }`;

  expect(said('flux/forbidden-address', source)).toEqual([
    `HelmRepository flux-system/charts names ${host} in spec.url, where the cloud keeps the credentials of the node.`,
  ]);
});

test('two automations race on a branch of one repository, whichever objects name it', () => {
  const automation = (name: string, url: string) => `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: ${name}, namespace: flux-system }
spec: { interval: 10m, url: '${url}', ref: { branch: main } }
---
apiVersion: image.toolkit.fluxcd.io/v1
kind: ImageUpdateAutomation
metadata: { name: ${name}, namespace: flux-system }
spec: { interval: 10m, sourceRef: { kind: GitRepository, name: ${name} }, git: { commit: { author: { email: bot@acme.io } } } }`;
  const components = [
    'source-controller',
    'kustomize-controller',
    'image-reflector-controller',
    'image-automation-controller',
  ];
  const flux = { version: '2.9.4', release: '2.9', components };
  const says = (...urls: readonly string[]) =>
    said(
      'flux/automation-race',
      `# cluster: ${JSON.stringify({ flux })}\n${urls.map((url, index) => automation(`apps-${index}`, url)).join('\n---')}`,
    );

  expect(says('ssh://git@acme.io/apps', 'ssh://git@acme.io/apps.git')).toEqual([
    'ImageUpdateAutomation flux-system/apps-1 pushes to the same branch, main, as ImageUpdateAutomation flux-system/apps-0 (cluster.yaml:1).',
  ]);
  expect(says('ssh://git@acme.io/apps', 'ssh://git@acme.io/charts')).toEqual([]);
});

test('two tenants on one hostname are told of once, be it on several ports', () => {
  const route = (namespace: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: ${namespace} }
spec: { parentRefs: [{ name: public, namespace: gateway }], hostnames: [shop.acme.io], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }`;
  const listener = (name: string, port: number) =>
    `{ name: ${name}, port: ${port}, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }`;
  const cluster = `${billing}${billing.replaceAll('billing', 'search')}
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: gateway }
spec: { gatewayClassName: envoy, listeners: [${listener('http', 80)}, ${listener('alt', 8080)}] }
---${route('billing')}
---${route('search')}`;

  expect(said('gateway/hostname-taken', cluster)).toHaveLength(1);
});

test('a backend has the port that a route sends to, unless its Service lists none', () => {
  const says = (spec: string) =>
    said(
      'gateway/backend-unresolved',
      `${billing}
apiVersion: v1
kind: Service
metadata: { name: web, namespace: billing }
spec: ${spec}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: billing }
spec: { rules: [{ backendRefs: [{ name: web, port: 80 }] }] }`,
    );

  expect(says('{ ports: [{ port: 8080 }, { port: 80 }] }')).toEqual([]);
  expect(says('{ type: ExternalName, externalName: web.example.com }')).toEqual([]);
  expect(says('{ ports: [{ port: 8080, targetPort: 80 }, { port: 9090 }] }')).toEqual([
    'HTTPRoute billing/web sends requests to Service billing/web in spec.rules[0].backendRefs[0], which has no port 80: it has 8080, 9090.',
  ]);
});

test('what only the cluster knows of a Pod is no mistake, and what stands beside it is', () => {
  const cronJob = (schedule: string, ports: string) => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: billing }
spec:
  schedule: '${schedule}'
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: job
              image: 'registry.example/job:\${TAG}'
              ports: [${ports}]
              resources: { requests: { memory: '\${MEMORY}' }, limits: { memory: 64Mi } }`;
  const says = (schedule: string, ...ports: readonly string[]) => {
    const cluster = clusterOf(cronJob(schedule, ports.join()), 'cluster.yaml');
    const unknownVariables = ['MINUTE', 'TAG', 'NAME_OF_THE_PORT', 'MEMORY'];
    const objects = cluster.objects.map((object) => ({ ...object, unknownVariables }));
    return findingsOf({ ...cluster, objects }).map(({ rule, message }) => `${rule}: ${message}`);
  };
  const port = `{ name: '\${NAME_OF_THE_PORT}', containerPort: 80 }`;

  expect(says(`\${MINUTE} 3 * * *`, port)).toEqual([]);
  expect(says('60 3 * * *', port, port)).toEqual([
    'kubernetes/listed-twice: CronJob billing/nightly has two ports 80/TCP in spec.jobTemplate.spec.template.spec.containers[job].',
    'kubernetes/invalid-schedule: CronJob billing/nightly has spec.schedule: "60 3 * * *".',
  ]);
});

test('what Kubernetes itself binds everybody to is told of under no other name, role or subject', () => {
  const binding = (name: string, role: string, subject: string) => `${billing}
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: '${name}' }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: '${role}' }
subjects: [${subject}]`;
  const says = (...args: Parameters<typeof binding>) => said('isolation/cluster-binding', binding(...args));
  const everybody = "{ kind: Group, name: 'system:authenticated' }";
  const account = '{ kind: ServiceAccount, name: app, namespace: billing }';

  expect(says('system:basic-user', 'system:basic-user', everybody)).toEqual([]);
  expect(
    says(
      'system:service-account-issuer-discovery',
      'system:service-account-issuer-discovery',
      "{ kind: Group, name: 'system:serviceaccounts' }",
    ),
  ).toEqual([]);
  expect(says('system:basic-user', 'cluster-admin', everybody)).toEqual([
    'ClusterRoleBinding system:basic-user binds group system:authenticated to ClusterRole cluster-admin.',
  ]);
  expect(says('system:everybody', 'system:basic-user', everybody)).toEqual([
    'ClusterRoleBinding system:everybody binds group system:authenticated to ClusterRole system:basic-user.',
  ]);
  expect(says('system:basic-user', 'system:basic-user', `${everybody}, ${account}`)).toEqual([
    'ClusterRoleBinding system:basic-user binds ServiceAccount billing/app to ClusterRole system:basic-user.',
  ]);
  expect(says('cluster-admin', 'cluster-admin', account)).toEqual([
    'ClusterRoleBinding cluster-admin binds ServiceAccount billing/app to ClusterRole cluster-admin.',
  ]);
});

test('a role that Kubernetes binds everybody to is a way out where somebody widens it', () => {
  const role = (group: string, resource: string, verb: string) => `${billing}
apiVersion: v1
kind: ServiceAccount
metadata: { name: app, namespace: billing }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: 'system:basic-user' }
rules: [{ apiGroups: ['${group}'], resources: [${resource}], verbs: [${verb}] }]`;
  const says = (...rule: Parameters<typeof role>) => said('isolation/way-out', role(...rule));

  expect(says('authorization.k8s.io', 'selfsubjectaccessreviews', 'create')).toEqual([]);
  expect(says('', 'secrets', 'list')).toEqual([
    'ClusterRole system:basic-user lets billing/app and 1 more list secrets in flux-system, by ClusterRole system:basic-user.',
  ]);
});

const allOfFlux = {
  version: '2.9.4',
  release: '2.9',
  components: [
    ...['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'],
    ...['image-reflector-controller', 'image-automation-controller'],
  ],
};

/** What a rule says of one object of Flux. */
function saidOf(rule: string, kind: string, spec: object): readonly string[] {
  const apiVersion = apiVersionOf('2.9', kind);
  const object = { apiVersion, kind, metadata: { name: 'one', namespace: 'flux-system' }, spec };
  return said(rule, `# cluster: ${JSON.stringify({ flux: allOfFlux })}\n${JSON.stringify(object)}`);
}

const source = { kind: 'GitRepository', name: 'flux-system' };
const chart = { chart: './app', sourceRef: source };
const kustomized = { interval: '10m', prune: true, sourceRef: source };

test.each([
  ['Kustomization', 'spec.interval', (interval) => ({ ...kustomized, interval })],
  ['Kustomization', 'spec.retryInterval', (retryInterval) => ({ ...kustomized, retryInterval })],
  ['HelmRelease', 'spec.interval', (interval) => ({ interval, chart: { spec: chart } })],
  [
    'HelmRelease',
    'spec.chart.spec.interval',
    (interval) => ({ interval: '1h', chart: { spec: { ...chart, interval } } }),
  ],
  [
    'HelmRelease',
    'spec.upgrade.strategy.retryInterval',
    (retryInterval) => ({
      interval: '1h',
      chart: { spec: chart },
      upgrade: { strategy: { name: 'RetryOnFailure', retryInterval } },
    }),
  ],
  [
    'HelmRelease',
    'spec.install.strategy.retryInterval',
    (retryInterval) => ({
      interval: '1h',
      chart: { spec: chart },
      install: { strategy: { name: 'RetryOnFailure', retryInterval } },
    }),
  ],
  ['GitRepository', 'spec.interval', (interval) => ({ interval, url: 'https://github.com/acme/apps' })],
  ['OCIRepository', 'spec.interval', (interval) => ({ interval, url: 'oci://ghcr.io/acme/apps' })],
  ['HelmRepository', 'spec.interval', (interval) => ({ interval, url: 'https://charts.acme.io' })],
  ['HelmChart', 'spec.interval', (interval) => ({ interval, ...chart })],
  ['Bucket', 'spec.interval', (interval) => ({ interval, bucketName: 'apps', endpoint: 'minio.acme.io' })],
  ['ImageRepository', 'spec.interval', (interval) => ({ interval, image: 'ghcr.io/acme/app' })],
  [
    'ImagePolicy',
    'spec.interval',
    (interval) => ({
      interval,
      digestReflectionPolicy: 'Always',
      imageRepositoryRef: { name: 'app' },
      policy: { alphabetical: {} },
    }),
  ],
  ['ImageUpdateAutomation', 'spec.interval', (interval) => ({ interval, sourceRef: source })],
  ['Receiver', 'spec.interval', (interval) => ({ interval, type: 'github', resources: [source] })],
] satisfies [
  kind: string,
  field: string,
  spec: (interval: string) => object,
][])('%s is asked for its %s, from half a minute on', (kind, field, spec) => {
  expect(saidOf('flux/short-interval', kind, spec('30s'))).toEqual([]);
  expect(saidOf('flux/short-interval', kind, spec('29s'))).toEqual([
    `${kind} flux-system/one has ${field}: 29s, less than 30s.`,
  ]);
});

test.each([
  ['Provider', { type: 'slack' }, 'is of type slack and has no address'],
  ['Provider', { type: 'slack', address: 'https://slack.com/api/chat.postMessage' }, undefined],
  ['Provider', { type: 'slack', secretRef: { name: 'slack' } }, undefined],
  ['Provider', { type: 'github', address: 'https://github.com/acme/apps' }, 'is of type github and names no Secret'],
  ['Provider', { type: 'azuredevops', address: 'https://dev.azure.com/acme/apps/_git/apps' }, undefined],
  ['Provider', { type: 'telegram', secretRef: { name: 'bot' } }, 'is of type telegram and has no channel'],
  ['Provider', { type: 'zulip', channel: 'ops' }, 'has the channel ops, which names no topic'],
  ['Provider', { type: 'zulip', channel: 'ops/flux' }, undefined],
  ['Bucket', { endpoint: 'https://minio.acme.io' }, 'has the endpoint https://minio.acme.io, which is not only a host'],
  ['Bucket', { endpoint: 'minio.acme.io/apps' }, 'has the endpoint minio.acme.io/apps, which is not only a host'],
  ['Bucket', { endpoint: 'minio.acme.io:9000' }, undefined],
  ['Bucket', { endpoint: 'https://acme.blob.core.windows.net', provider: 'azure' }, undefined],
  ['ImageUpdateAutomation', { sourceRef: source }, 'has no git'],
  [
    'ImageUpdateAutomation',
    automating('Update {{ range .Updated.Images }}{{ . }}{{ end }}'),
    'has .Updated in the template of its commits, which Flux has no more',
  ],
  ['ImageUpdateAutomation', automating('{{ range .Changed.Changes }}{{ .NewValue }}{{ end }} .Updated'), undefined],
] as const)('a controller refuses of a %s what it cannot do without: %j', (kind, spec, refusal) => {
  const whole = kind === 'Bucket' ? { bucketName: 'apps', interval: '10m', ...spec } : { interval: '10m', ...spec };

  expect(saidOf('flux/refused', kind, whole)).toEqual(refusal ? [`${kind} flux-system/one ${refusal}.`] : []);
});

function automating(messageTemplate: string): object {
  return { sourceRef: source, git: { commit: { author: { email: 'bot@acme.io' }, messageTemplate } } };
}

const sourceController = `${billing}
apiVersion: apps/v1
kind: Deployment
metadata: { name: source-controller, namespace: flux-system, labels: { app.kubernetes.io/part-of: flux } }
spec:
  selector: { matchLabels: { app: source-controller } }
  template:
    metadata: { labels: { app: source-controller } }
    spec: { containers: [{ name: manager, image: ghcr.io/fluxcd/source-controller:v1.9.4 }] }
---`;

test('Flux is closed by a policy for its own Pods, and by kinds of policies that are not looked into', () => {
  const says = (policy: string) => said('network/flux-open', `${sourceController}\n${policy}`);
  const policy = (app: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: flux, namespace: flux-system }
spec: { podSelector: { matchLabels: { app: ${app} } }, policyTypes: [Ingress] }`;
  const cilium = (kind: string, namespace: string) => `
apiVersion: cilium.io/v2
kind: ${kind}
metadata: { name: flux, ${namespace} }
spec: { endpointSelector: {} }`;
  const open = ['Deployment flux-system/source-controller has no NetworkPolicy that says who may connect to it.'];

  expect(says(policy('source-controller'))).toEqual([]);
  expect(says(policy('helm-controller'))).toEqual(open);
  expect(says(cilium('CiliumNetworkPolicy', 'namespace: flux-system'))).toEqual([]);
  expect(says(cilium('CiliumNetworkPolicy', 'namespace: billing'))).toEqual(open);
  expect(says(cilium('CiliumClusterwideNetworkPolicy', ''))).toEqual([]);
  expect(said('network/flux-open', `${billing}${cilium('CiliumNetworkPolicy', 'namespace: billing')}`)).toEqual([]);
});

test('default-deny may be what Kyverno generates, or a policy of the whole cluster', () => {
  const generated = (kind: string) => `${billing}
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: default-deny }
spec:
  rules:
    - name: generate
      match: { any: [{ resources: { kinds: [Namespace] } }] }
      generate: { apiVersion: v1, kind: ${kind}, name: default-deny, namespace: x, data: {} }`;
  const clusterwide = `${billing}
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: default-deny }
spec: { endpointSelector: {} }`;
  const open = ['Namespace billing has no NetworkPolicy that denies ingress and egress to all Pods.'];

  expect(said('network/default-deny-missing', generated('NetworkPolicy'))).toEqual([]);
  expect(said('network/default-deny-missing', generated('ConfigMap'))).toEqual(open);
  expect(said('network/default-deny-missing', clusterwide)).toEqual([]);
});
