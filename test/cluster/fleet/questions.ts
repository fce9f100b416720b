import type { Manifest } from '../../../lib/manifest/manifest';
import { type KubernetesApi, type LiveObject, Refused } from '../harness/kubernetes-api';
import { namespace, serviceAccount } from '../harness/refs';

const TENANT = 'toolkit.fluxcd.io/tenant';
const MANAGED = { key: 'app.kubernetes.io/managed-by', value: 'cdk8s-flux-hub' };
const NETWORK_POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
const RECONCILER = 'reconciler';

/** A ServiceAccount in a tenant's namespace. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** Where a question is asked: in the tenant's namespace, in every other one, or of the whole cluster. */
type Place = 'own' | 'elsewhere' | 'cluster';

interface Question {
  readonly where: Place;
  readonly verbs: readonly string[];
  readonly group?: string;
  /** Plurals; subresources behind a slash. */
  readonly resources: readonly string[];
}

const write = ['create', 'update', 'patch', 'delete', 'deletecollection'];
const manage = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const rbac = 'rbac.authorization.k8s.io';
const fluxKinds: Readonly<Record<string, readonly string[]>> = {
  'source.toolkit.fluxcd.io': ['gitrepositories', 'ocirepositories', 'helmrepositories', 'helmcharts', 'buckets'],
  'kustomize.toolkit.fluxcd.io': ['kustomizations'],
  'helm.toolkit.fluxcd.io': ['helmreleases'],
  'notification.toolkit.fluxcd.io': ['alerts', 'providers', 'receivers'],
  'image.toolkit.fluxcd.io': ['imagerepositories', 'imagepolicies', 'imageupdateautomations'],
};

/** What no account of a tenant may do. */
const denied: readonly Question[] = [
  { where: 'cluster', verbs: write, group: rbac, resources: ['clusterrolebindings', 'clusterroles'] },
  { where: 'cluster', verbs: ['bind', 'escalate'], group: rbac, resources: ['clusterroles'] },
  { where: 'cluster', verbs: write, resources: ['namespaces', 'nodes', 'persistentvolumes'] },
  { where: 'cluster', verbs: ['get', 'list', 'watch'], resources: ['secrets'] },
  { where: 'cluster', verbs: ['impersonate'], resources: ['users', 'groups', 'serviceaccounts'] },
  { where: 'cluster', verbs: write, group: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'] },
  {
    where: 'cluster',
    verbs: write,
    group: 'admissionregistration.k8s.io',
    resources: ['validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'validatingwebhookconfigurations'],
  },
  { where: 'elsewhere', verbs: ['get', 'list'], resources: ['secrets'] },
  { where: 'elsewhere', verbs: ['create'], resources: ['pods', 'serviceaccounts/token'] },
  { where: 'elsewhere', verbs: ['patch'], group: 'apps', resources: ['deployments'] },
  { where: 'elsewhere', verbs: ['create'], group: rbac, resources: ['rolebindings'] },
  { where: 'elsewhere', verbs: ['patch'], group: 'kustomize.toolkit.fluxcd.io', resources: ['kustomizations'] },
  { where: 'own', verbs: write, resources: ['resourcequotas', 'limitranges', 'namespaces'] },
  { where: 'own', verbs: write, group: rbac, resources: ['rolebindings', 'roles'] },
  { where: 'own', verbs: ['impersonate'], resources: ['serviceaccounts'] },
  { where: 'own', verbs: ['create'], resources: ['serviceaccounts/token', 'pods/exec'] },
  { where: 'own', verbs: write, group: 'gateway.networking.k8s.io', resources: ['gateways', 'listenersets'] },
  ...Object.entries(fluxKinds).map(([group, resources]) => ({ where: 'own', verbs: write, group, resources }) as const),
];

/** What Flux does in a tenant's name. */
const allowed: readonly Question[] = [
  { where: 'own', verbs: manage, group: 'apps', resources: ['deployments', 'statefulsets', 'daemonsets'] },
  { where: 'own', verbs: manage, group: 'batch', resources: ['jobs', 'cronjobs'] },
  { where: 'own', verbs: manage, resources: ['pods', 'services', 'configmaps', 'secrets', 'serviceaccounts'] },
  { where: 'own', verbs: manage, resources: ['persistentvolumeclaims'] },
  { where: 'own', verbs: manage, group: 'networking.k8s.io', resources: ['networkpolicies'] },
];

/** Every ServiceAccount in a namespace of a tenant. */
export async function tenantAccounts(api: KubernetesApi): Promise<Account[]> {
  const all = await api.list(namespace(''));
  const ofTenants = new Set(
    all.filter(({ metadata }) => metadata.labels?.[TENANT] !== undefined).map(({ metadata }) => metadata.name),
  );
  const accounts = await api.list(serviceAccount(''));
  return accounts
    .map(({ metadata }) => ({ namespace: metadata.namespace ?? '', name: metadata.name }))
    .filter(({ namespace }) => ofTenants.has(namespace));
}

/**
 * Asks the API server what an account may do. The tenant's reconciler is to have what Flux does in its name, other accounts
 * nothing at all.
 * @returns what it answers otherwise than it should, as `billing/reconciler may create rolebindings in billing`
 */
export async function wrongAnswers(api: KubernetesApi, account: Account): Promise<string[]> {
  const all = (await api.list(namespace(''))).map(({ metadata }) => metadata.name);
  const places: Readonly<Record<Place, readonly string[]>> = {
    own: [account.namespace],
    elsewhere: all.filter((name) => name !== account.namespace),
    cluster: [''],
  };
  const ask = async ({ where, verbs, group = '', resources }: Question, expected: boolean) => {
    const asked = places[where].flatMap((namespace) =>
      resources.flatMap((plural) => verbs.map((verb) => ({ namespace, plural, verb }))),
    );
    const answers = asked.map(async ({ namespace, plural, verb }) => {
      const [resource = '', subresource = ''] = plural.split('/');
      // For the authorizer a Namespace lies in itself.
      const name = resource === 'namespaces' ? namespace : '';
      const user = userOf(account);
      const may = await api.can({ user, verb, group, resource, subresource, namespace, name });
      const place = namespace || 'the cluster';
      return may === expected ? [] : `${nameOf(account)} ${may ? 'may' : 'may not'} ${verb} ${plural} in ${place}`;
    });
    return (await Promise.all(answers)).flat();
  };
  const wrong = await Promise.all([
    ...denied.map((question) => ask(question, false)),
    ...allowed.map((question) => ask(question, account.name === RECONCILER)),
  ]);
  return wrong.flat().sort();
}

/** What an account of a tenant did to NetworkPolicies, and what became of it. */
export interface PolicyAnswers {
  /** By what was tried on each of the hub's: the refusal, or `done`. */
  readonly onTheHubs: Readonly<Record<string, string>>;
  /** The tenant's own, made, changed and deleted: the refusal, or `done`. */
  readonly onItsOwn: string;
}

/**
 * Tries to change, to take over and to delete each NetworkPolicy that the hub has in the account's namespace, without doing so,
 * and to make, change and delete one of its own. RBAC allows all of it.
 */
export async function policyAnswers(api: KubernetesApi, account: Account): Promise<PolicyAnswers> {
  const as = userOf(account);
  const live = await api.list(NETWORK_POLICY, account.namespace);
  const tries = live.filter(isHubs).flatMap((policy) => {
    const { name } = policy.metadata;
    return [
      [`change ${name}`, () => api.apply(opened(policy, MANAGED.value), { dryRun: true, as })],
      [`take over ${name}`, () => api.apply(opened(policy, RECONCILER), { dryRun: true, as })],
      [`delete ${name}`, () => api.remove({ ...NETWORK_POLICY, ...policy.metadata }, { dryRun: true, as })],
    ] as const;
  });
  const forged = networkPolicy(account, 'forged', { [MANAGED.key]: MANAGED.value });
  const all = [...tries, ['make one with its label', () => api.create(forged, { dryRun: true, as })] as const];
  const answers = await Promise.all(all.map(async ([what, attempt]) => [what, await outcome(attempt)] as const));
  return { onTheHubs: Object.fromEntries(answers), onItsOwn: await outcome(() => ofItsOwn(api, account)) };
}

async function ofItsOwn(api: KubernetesApi, account: Account): Promise<void> {
  const as = userOf(account);
  const own = networkPolicy(account, 'of-its-own', {});
  await api.create(own, { as });
  await api.apply({ ...own, spec: { podSelector: app('web') } }, { as });
  await api.remove({ ...NETWORK_POLICY, ...own.metadata }, { as });
}

function isHubs({ metadata }: LiveObject): boolean {
  return metadata.labels?.[MANAGED.key] === MANAGED.value;
}

/** The policy as somebody would like it who wants one app to reach everything. */
function opened({ metadata }: LiveObject, owner: string): Manifest {
  const account = { namespace: metadata.namespace ?? '', name: '' };
  return networkPolicy(account, metadata.name, { [MANAGED.key]: owner });
}

const app = (name: string) => ({ matchLabels: { app: name } });

function networkPolicy({ namespace }: Account, name: string, labels: Readonly<Record<string, string>>): Manifest {
  const spec = { podSelector: app('api'), ingress: [{}], egress: [{}], policyTypes: ['Ingress', 'Egress'] };
  return { ...NETWORK_POLICY, metadata: { namespace, name, labels }, spec };
}

async function outcome(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
    return 'done';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.message;
  }
}

/** `billing/reconciler` */
export function nameOf({ namespace, name }: Account): string {
  return `${namespace}/${name}`;
}

function userOf({ namespace, name }: Account): string {
  return `system:serviceaccount:${namespace}:${name}`;
}
