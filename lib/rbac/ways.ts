import { formatId } from '../manifest/object-id';
import type { Access, Right } from './access';
import { rbacGroup } from './binding';
import { allowsSome, type PolicyRule } from './policy-rule';
import { type Deed, findRight, gained, mayNamed, places } from './rights';
import { rulesIn } from './role-words';
import { formatIdentity, type Identity, identityOf } from './subject';

/** One step away from who somebody is, or from what they may do. */
export interface Step {
  /** What they can do, as it follows “can”: `create pods in billing`. */
  readonly deed: string;
  /** What comes of it, as it follows “and so”: `act as billing/deployer`. */
  readonly outcome: string;
  /** The rights that allow it. */
  readonly by: readonly Right[];
}

/** What a way leads to: another identity, or rights. */
interface Gain {
  readonly identity?: Identity;
  readonly rights: readonly Right[];
  readonly step: Step;
}

/** From some rights, what more can be had by them. */
type Way = (access: Access, rights: readonly Right[]) => Iterable<Gain>;

const write = ['create', 'update', 'patch'];
const read = ['get', 'list', 'watch'];
const [mountable, anything] = rulesIn([
  ['get', 'core', 'secrets configmaps'],
  ['*', '*', '*'],
]) as [PolicyRule, PolicyRule];
const deed = (verbs: string | readonly string[], group: string, ...resources: string[]): Deed => ({
  verbs: [verbs].flat(),
  group,
  resources,
});

/** What runs Pods: their template says as whom. A server-side apply creates with a name, so rules with names count too. */
const runsPods: readonly Deed[] = [
  deed('create', '', 'pods'),
  deed(write, '', 'replicationcontrollers'),
  deed(write, 'apps', 'deployments', 'statefulsets', 'daemonsets', 'replicasets'),
  deed(write, 'batch', 'jobs', 'cronjobs'),
];

/** What runs a command in a Pod that is there. A WebSocket does with `get` what else takes `create`. */
const entersPods: readonly Deed[] = [
  deed(['create', 'get'], '', 'pods/exec', 'pods/attach'),
  deed(['update', 'patch'], '', 'pods/ephemeralcontainers'),
];

/** What Flux applies as any ServiceAccount of the object's namespace that the object names. */
const fluxApplies: readonly Deed[] = [
  deed(write, 'kustomize.toolkit.fluxcd.io', 'kustomizations'),
  deed(write, 'helm.toolkit.fluxcd.io', 'helmreleases'),
];

/** Pods run as any ServiceAccount of their namespace, and mount its Secrets and ConfigMaps. */
const runPods: Way = function* (access, rights) {
  for (const { namespace, by, what } of places(access, rights, runsPods)) {
    yield* actAsAll(access, namespace, what, [by]);
    const step = { deed: `${what} in ${namespace}`, outcome: `mount every Secret of ${namespace}`, by: [by] };
    yield { step, rights: [gained(mountable, namespace)] };
  }
};

const enterPods: Way = function* (access, rights) {
  for (const { namespace, by, what } of places(access, rights, entersPods))
    yield* actAsAll(access, namespace, what, [by]);
};

/** Commands in all Pods of all nodes. */
const enterNodes: Way = function* (access, rights) {
  const by = findRight(rights, ['create', 'get'], '', 'nodes/proxy', undefined);
  if (!by) return;
  for (const namespace of access.namespaces) yield* actAsAll(access, namespace, 'reach kubelets by nodes/proxy', [by]);
};

const applyByFlux: Way = function* (access, rights) {
  for (const { namespace, by, what } of places(access, rights, fluxApplies))
    yield* actAsAll(access, namespace, what, [by]);
};

/** @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/ */
const requestTokens: Way = function* (access, rights) {
  for (const { namespace } of places(access, rights, [deed('create', '', 'serviceaccounts/token')])) {
    yield* actAsNamed(access, rights, namespace, 'create', 'serviceaccounts/token');
  }
};

/** Kubernetes writes a token into a Secret that asks for one. */
const readTokens: Way = function* (access, rights) {
  for (const { namespace, by } of places(access, rights, [deed('create', '', 'secrets')])) {
    const reading = findRight(rights, read, '', 'secrets', namespace);
    if (reading) yield* actAsAll(access, namespace, 'create and read secrets', [by, reading]);
  }
};

const impersonateAccounts: Way = function* (access, rights) {
  for (const { namespace } of places(access, rights, [deed('impersonate', '', 'serviceaccounts')])) {
    yield* actAsNamed(access, rights, namespace, 'impersonate', 'serviceaccounts');
  }
};

/** Users and groups that some binding names: others may do no more than everybody. A group takes a user to be in it. */
const impersonatePeople: Way = function* (access, rights) {
  const asUser = findRight(rights, ['impersonate'], '', 'users', undefined);
  const somebody =
    asUser ??
    rights.find(({ rule }) => allowsSome(rule, { verb: 'impersonate', group: '', resource: 'serviceaccounts' }));
  for (const user of access.users) {
    const by = mayNamed(rights, 'impersonate', '', 'users', undefined, user);
    if (by && !user.startsWith('system:serviceaccount:'))
      yield actAs(identityOf({ user }), `impersonate user ${user}`, [by]);
  }
  for (const group of access.groups) {
    const by = mayNamed(rights, 'impersonate', '', 'groups', undefined, group);
    if (by && somebody) yield actAs(identityOf({ group }), `impersonate group ${group}`, [by, somebody]);
  }
};

/** Who may bind roles that they do not hold gives them to themselves, in a namespace or everywhere. */
const bindRoles: Way = function* (access, rights) {
  const everywhere = findRight(rights, write, rbacGroup, 'clusterrolebindings', undefined);
  if (everywhere) yield* bindIn(access, rights, undefined, everywhere);
  for (const { namespace, by } of places(access, rights, [deed(write, rbacGroup, 'rolebindings')])) {
    yield* bindIn(access, rights, namespace, by);
  }
};

function* bindIn(access: Access, rights: readonly Right[], namespace: string | undefined, by: Right): Iterable<Gain> {
  const bindable = access.roles(namespace).flatMap((role) => {
    const binding = mayNamed(rights, 'bind', rbacGroup, `${role.kind.toLowerCase()}s`, namespace, role.name);
    return binding ? [{ role, binding }] : [];
  });
  const all = bindable.find(({ role }) => role.kind === 'ClusterRole' && role.name === 'cluster-admin');
  for (const { role, binding } of all ? [all] : bindable) {
    const scope = namespace ?? 'the whole cluster';
    const step = { deed: `bind ${formatId(role)} in ${scope}`, outcome: `have its rights there`, by: [binding, by] };
    const rules = access.rulesOf(role) ?? [];
    if (rules.length > 0) yield { step, rights: rules.map(({ rule }) => gained(rule, namespace)) };
  }
}

/** Who may write more into a role than they hold has whatever they want wherever the role is bound. */
const escalateRoles: Way = function* (access, rights) {
  const everywhere = findRight(rights, ['escalate'], rbacGroup, 'clusterroles', undefined);
  const writing = findRight(rights, write, rbacGroup, 'clusterroles', undefined);
  if (everywhere && writing) yield allRights(undefined, 'write any right into clusterroles', [everywhere, writing]);
  for (const { namespace, by } of places(access, rights, [deed(write, rbacGroup, 'roles')])) {
    const escalating = findRight(rights, ['escalate'], rbacGroup, 'roles', namespace);
    if (escalating) yield allRights(namespace, 'write any right into roles', [escalating, by]);
  }
};

/** Who may ask for client certificates and approve them is whom they want. */
const signCertificates: Way = function* (_, rights) {
  const group = 'certificates.k8s.io';
  const by = [
    findRight(rights, ['create'], group, 'certificatesigningrequests', undefined),
    findRight(rights, ['update', 'patch'], group, 'certificatesigningrequests/approval', undefined),
    mayNamed(rights, 'approve', group, 'signers', undefined, 'kubernetes.io/kube-apiserver-client'),
  ];
  const held = by.filter((one) => one !== undefined);
  if (held.length === by.length) yield allRights(undefined, 'approve its own client certificates', held);
};

/** Every way, the plainest first: of two that lead to the same, the first is told. */
export const ways: readonly Way[] = [
  impersonateAccounts,
  requestTokens,
  impersonatePeople,
  runPods,
  enterPods,
  readTokens,
  applyByFlux,
  bindRoles,
  escalateRoles,
  signCertificates,
  enterNodes,
];

function* actAsAll(access: Access, namespace: string, what: string, by: readonly Right[]): Iterable<Gain> {
  for (const name of access.serviceAccounts(namespace)) {
    yield actAs(identityOf(`${namespace}/${name}`), `${what} in ${namespace}`, by);
  }
}

function* actAsNamed(
  access: Access,
  rights: readonly Right[],
  namespace: string,
  verb: string,
  resource: string,
): Iterable<Gain> {
  for (const name of access.serviceAccounts(namespace)) {
    const by = mayNamed(rights, verb, '', resource, namespace, name);
    if (by) yield actAs(identityOf(`${namespace}/${name}`), `${verb} ${resource} in ${namespace}`, [by]);
  }
}

function actAs(identity: Identity, what: string, by: readonly Right[]): Gain {
  return { identity, rights: [], step: { deed: what, outcome: `act as ${formatIdentity(identity)}`, by } };
}

function allRights(namespace: string | undefined, what: string, by: readonly Right[]): Gain {
  const scope = namespace ?? 'the whole cluster';
  const step = { deed: what, outcome: `do anything in ${scope}`, by };
  return { step, rights: [gained(anything, namespace)] };
}
