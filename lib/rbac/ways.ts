import { formatId } from '../manifest/object-id';
import type { Access, Right } from './access';
import { rbacGroup } from './binding';
import type { PolicyRule } from './policy-rule';
import { allowedOf, type Deed, deed, findRight, gained, mayNamed, places } from './rights';
import { rulesIn } from './role-words';
import { formatIdentity, type Identity, identityOf, isAccount } from './subject';

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
const flux = 'toolkit.fluxcd.io';
const certificates = 'certificates.k8s.io';
const [mountable, anything] = rulesIn([
  ['get', 'core', 'secrets configmaps'],
  ['*', '*', '*'],
]) as [PolicyRule, PolicyRule];

/**
 * What the ways ask for. A server-side apply creates by name, so a rule with names is enough to create.
 * A WebSocket enters Pods by `get`, all else by `create`.
 */
const deeds = {
  runPods: [
    deed('create', '', 'pods'),
    deed(write, '', 'replicationcontrollers'),
    deed(write, 'apps', 'deployments', 'statefulsets', 'daemonsets', 'replicasets'),
    deed(write, 'batch', 'jobs', 'cronjobs'),
  ],
  enterPods: [
    deed(['create', 'get'], '', 'pods/exec', 'pods/attach'),
    deed(['update', 'patch'], '', 'pods/ephemeralcontainers'),
  ],
  enterNodes: [deed(['create', 'get'], '', 'nodes/proxy')],
  applyByFlux: [deed(write, `kustomize.${flux}`, 'kustomizations'), deed(write, `helm.${flux}`, 'helmreleases')],
  requestTokens: [deed('create', '', 'serviceaccounts/token')],
  createSecrets: [deed('create', '', 'secrets')],
  readSecrets: [deed(['get', 'list', 'watch'], '', 'secrets')],
  impersonateAccounts: [deed('impersonate', '', 'serviceaccounts')],
  impersonateUsers: [deed('impersonate', '', 'users')],
  impersonateGroups: [deed('impersonate', '', 'groups')],
  writeBindings: [deed(write, rbacGroup, 'rolebindings')],
  writeClusterBindings: [deed(write, rbacGroup, 'clusterrolebindings')],
  writeRoles: [deed(write, rbacGroup, 'roles')],
  writeClusterRoles: [deed(write, rbacGroup, 'clusterroles')],
  escalateRoles: [deed('escalate', rbacGroup, 'roles')],
  escalateClusterRoles: [deed('escalate', rbacGroup, 'clusterroles')],
  requestCertificates: [deed('create', certificates, 'certificatesigningrequests')],
  approveCertificates: [deed(['update', 'patch'], certificates, 'certificatesigningrequests/approval')],
} satisfies Readonly<Record<string, readonly Deed[]>>;

/** Pods run as any ServiceAccount of their namespace, and mount its Secrets and ConfigMaps. */
const runPods: Way = function* (access, rights) {
  for (const { namespace, by, what } of places(access, rights, deeds.runPods)) {
    yield* actAsAll(access, namespace, what, [by]);
    const step = { deed: `${what} in ${namespace}`, outcome: `mount every Secret of ${namespace}`, by: [by] };
    yield { step, rights: [gained(mountable, namespace)] };
  }
};

const enterPods: Way = function* (access, rights) {
  for (const { namespace, by, what } of places(access, rights, deeds.enterPods))
    yield* actAsAll(access, namespace, what, [by]);
};

/** Commands in all Pods of all nodes. */
const enterNodes: Way = function* (access, rights) {
  const by = findRight(rights, deeds.enterNodes);
  if (!by) return;
  for (const namespace of access.namespaces) yield* actAsAll(access, namespace, 'reach kubelets by nodes/proxy', [by]);
};

const applyByFlux: Way = function* (access, rights) {
  for (const { namespace, by, what } of places(access, rights, deeds.applyByFlux))
    yield* actAsAll(access, namespace, what, [by]);
};

/** @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/ */
const requestTokens: Way = function* (access, rights) {
  for (const { namespace } of places(access, rights, deeds.requestTokens)) {
    yield* actAsNamed(access, rights, namespace, 'create', 'serviceaccounts/token');
  }
};

/** Kubernetes writes a token into a Secret that asks for one. */
const readTokens: Way = function* (access, rights) {
  for (const { namespace, by } of places(access, rights, deeds.createSecrets)) {
    const reading = findRight(rights, deeds.readSecrets, namespace);
    if (reading) yield* actAsAll(access, namespace, 'create and read secrets', [by, reading]);
  }
};

const impersonateAccounts: Way = function* (access, rights) {
  for (const { namespace } of places(access, rights, deeds.impersonateAccounts)) {
    yield* actAsNamed(access, rights, namespace, 'impersonate', 'serviceaccounts');
  }
};

/** Users and groups that some binding names: others may do no more than everybody. ServiceAccounts are none of these users. */
const impersonatePeople: Way = function* (access, rights) {
  const asUser = findRight(rights, deeds.impersonateUsers);
  for (const user of asUser ? access.users : []) {
    const by = mayNamed(rights, 'impersonate', '', 'users', undefined, user);
    if (by && !isAccount(user)) yield actAs(identityOf({ user }), `impersonate user ${user}`, [by]);
  }
  const asGroup = findRight(rights, deeds.impersonateGroups);
  // The API server takes a group only together with somebody to be in it.
  const member = asUser ?? rights.find(({ rule }) => allowedOf(deeds.impersonateAccounts, rule));
  for (const group of asGroup ? access.groups : []) {
    const by = mayNamed(rights, 'impersonate', '', 'groups', undefined, group);
    if (by && member) yield actAs(identityOf({ group }), `impersonate group ${group}`, [by, member]);
  }
};

/** Who may bind roles that they do not hold gives them to themselves, in a namespace or everywhere. */
const bindRoles: Way = function* (access, rights) {
  const everywhere = findRight(rights, deeds.writeClusterBindings);
  if (everywhere) yield* bindIn(access, rights, undefined, everywhere);
  for (const { namespace, by } of places(access, rights, deeds.writeBindings)) {
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
  const everywhere = findRight(rights, deeds.escalateClusterRoles);
  const writing = findRight(rights, deeds.writeClusterRoles);
  if (everywhere && writing) yield allRights(undefined, 'write any right into clusterroles', [everywhere, writing]);
  for (const { namespace, by } of places(access, rights, deeds.writeRoles)) {
    const escalating = findRight(rights, deeds.escalateRoles, namespace);
    if (escalating) yield allRights(namespace, 'write any right into roles', [escalating, by]);
  }
};

/** Who may ask for client certificates and approve them is whom they want. */
const signCertificates: Way = function* (_, rights) {
  const by = [
    findRight(rights, deeds.requestCertificates),
    findRight(rights, deeds.approveCertificates),
    mayNamed(rights, 'approve', certificates, 'signers', undefined, 'kubernetes.io/kube-apiserver-client'),
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
