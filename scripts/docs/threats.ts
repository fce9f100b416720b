import { admissionPolicies } from '../../lib/policies/policies';

/** A way in which a tenant gets out, or a platform breaks, and what sees or stops it. */
export interface Threat {
  readonly what: string;
  /** Rules that see it. */
  readonly rules?: readonly string[];
  /** What stops it on a cluster of this library, whatever is committed; a clause. */
  readonly stopped?: string;
  /** Why neither does; a clause. */
  readonly neither?: string;
}

/** What holds it on the cluster, by names without their prefix. @throws where there is no such policy */
function policies(...names: readonly string[]): string {
  const known = admissionPolicies().map(({ name }) => name);
  const listed = names.map((name) => {
    const found = known.find((one) => one === `flux-hub-${name}`);
    if (!found) throw new Error(`there is no policy ${name}`);
    return `[\`${found}\`](policies.md)`;
  });
  return `the admission ${names.length === 1 ? 'policy' : 'policies'} ${listed.join(' and ')}`;
}

const guard = policies('guard');
const role = "the tenants' own ClusterRoles, which do not name it";
const lockdown = 'the flags of lockdown';

/** Each of them, in the order of the table in docs/rules.md. */
export const threats: readonly Threat[] = [
  {
    what: "A Kustomization or HelmRelease on a tenant's source names no ServiceAccount and is applied as cluster-admin",
    rules: ['isolation/impersonation', 'isolation/lockdown'],
    stopped: lockdown,
  },
  {
    what: 'Flux objects in the repo of a tenant leave the ServiceAccount out, or name another',
    rules: ['isolation/nested-objects'],
    stopped: `${lockdown}; ${policies('service-accounts')}`,
  },
  {
    what: 'Lockdown takes the rights of platform objects that name no ServiceAccount',
    rules: ['isolation/platform-account'],
  },
  {
    what: 'A tenant is bound to cluster-admin, and relabels its Namespace or deletes its quota',
    rules: ['isolation/cluster-admin'],
    stopped: guard,
  },
  {
    what: 'A ClusterRoleBinding names a ServiceAccount of a tenant, or a group that all of them are in',
    rules: ['isolation/cluster-binding'],
    stopped: policies('cluster-objects'),
  },
  {
    what: 'A RoleBinding in one namespace names the ServiceAccount of another tenant',
    rules: ['isolation/foreign-subject'],
    stopped: policies('role-bindings'),
  },
  {
    what: 'Rights that lead to more: escalate, bind, impersonate, tokens, wildcards, nodes/proxy',
    rules: ['isolation/way-out'],
    stopped: `${role}; ${policies('roles')}`,
  },
  {
    what: 'An aggregated ClusterRole widens what every tenant may do',
    rules: ['isolation/widened-role'],
    stopped: 'roles of our own, which nothing aggregates into',
  },
  {
    what: 'A ServiceAccount with rights elsewhere stands in the namespace of a tenant',
    rules: ['isolation/way-out', 'isolation/cluster-binding'],
  },
  {
    what: 'Pods run as the ServiceAccount that Flux applies with',
    rules: ['tenancy/token-mounted'],
    stopped: policies('pod-accounts', 'account-tokens'),
  },
  {
    what: 'A source of the platform or of another tenant is named across namespaces',
    rules: ['flux/foreign-source', 'flux/foreign-reference', 'isolation/borrowed-source'],
    stopped: `${lockdown}; ${policies('source-references')}`,
  },
  { what: "A tenant's source and Kustomization stand in the namespace of Flux", rules: ['isolation/sync-beside-flux'] },
  {
    what: 'targetNamespace is not set, or names what nobody owns',
    rules: ['isolation/namespace-unmade', 'tenancy/outside-namespaces'],
    stopped: policies('target-namespaces'),
  },
  {
    what: 'A HelmRelease installs or keeps its history in a foreign namespace',
    rules: ['tenancy/outside-namespaces'],
    stopped: `impersonation: the ServiceAccount has no rights there; ${policies('target-namespaces')}`,
  },
  {
    what: 'A tenant names a kubeconfig, and so another cluster',
    rules: ['isolation/remote-cluster'],
    stopped: policies('kubeconfigs'),
  },
  {
    what: 'A decryption key is shared: a tenant replays what the platform encrypted',
    rules: ['isolation/shared-key', 'flux/workload-identity'],
  },
  { what: 'A Secret is given to a tenant as variables, which it can print', rules: ['isolation/secret-variables'] },
  {
    what: 'Secrets are written into postBuild.substitute',
    rules: ['secrets/readable-credential', 'secrets/inline-password'],
  },
  {
    what: 'dependsOn over namespaces: a tenant stops the platform, or asks what is ready elsewhere',
    rules: [
      'flux/depends-on-tenant',
      'flux/depends-on-stranger',
      'flux/foreign-ready-expression',
      'flux/dependency-cycle',
    ],
    stopped: policies('dependencies'),
  },
  {
    what: 'A Kustomization of the platform waits for objects of tenants',
    rules: ['flux/waits-for-tenants', 'flux/dependency-deadlock'],
  },
  {
    what: 'Image automation pushes to the hub, or to a branch that is applied',
    rules: ['flux/tenant-writes-hub', 'flux/unreviewed-automation', 'flux/automation-race'],
  },
  { what: 'Tenants share a Git credential', rules: ['secrets/shared-credential'] },
  {
    what: 'An Alert or Receiver names objects of other namespaces',
    rules: ['flux/foreign-reference'],
    stopped: `${lockdown}; ${policies('event-references')}`,
  },
  {
    what: 'The URL of a source or Provider leads into the cluster, or to the metadata of the machine',
    rules: ['flux/forbidden-address', 'flux/internal-address', 'flux/plain-http'],
    stopped: `for sources, ${policies('source-urls', 'source-detours')}`,
  },
  {
    what: 'A URL gets past a list of allowed ones: userinfo, `..`, a prefix without its slash',
    rules: ['flux/ambiguous-url', 'flux/credential-in-url'],
    stopped: policies('source-urls'),
  },
  { what: 'Remote bases and components', rules: ['tree/remote'], stopped: lockdown },
  {
    what: 'Versions that move: a branch, a range, an unsigned artifact',
    rules: ['flux/unpinned-version', 'flux/version-range', 'flux/branch-per-environment'],
  },
  {
    what: 'Two Kustomizations apply one object',
    rules: ['manifest/duplicate', 'flux/chart-name-taken', 'flux/release-taken'],
    stopped: guard,
  },
  {
    what: 'A tenant deletes or replaces its default-deny',
    rules: ['tenancy/unguarded', 'network/default-deny-missing'],
    stopped: guard,
  },
  {
    what: 'A NetworkPolicy lets everything through, or selects by a label that anybody may set',
    rules: ['network/allow-all', 'tenancy/spoofable-selector'],
    stopped: policies('network-policies'),
  },
  { what: "Flux has no NetworkPolicies: any Pod may fetch other tenants' artifacts", rules: ['network/flux-open'] },
  {
    what: 'The label of a Namespace is forged',
    rules: ['tenancy/spoofable-selector', 'isolation/cluster-admin'],
    stopped: policies('guard', 'namespaces'),
  },
  {
    what: 'The Pod Security of a namespace is missing or lowered',
    rules: ['tenancy/pod-security-missing', 'tenancy/pod-security-low'],
    stopped: policies('guard', 'namespaces'),
  },
  { what: 'A privileged Pod passes, since policies only audit', rules: ['kubernetes/policy-not-enforced'] },
  {
    what: 'Namespaces are exempt from policies',
    rules: ['kubernetes/policy-exemption'],
    stopped: policies('policy-exceptions'),
  },
  { what: 'Tenants are applied before the policies that hold them', rules: ['tenancy/before-policies'] },
  {
    what: 'Quota or limits are missing, or leave something out',
    rules: ['tenancy/quota-missing', 'tenancy/quota-gap', 'tenancy/limits-missing'],
  },
  { what: 'A tenant keeps the controllers busy', rules: ['flux/short-interval'], stopped: policies('intervals') },
  { what: 'A listener admits routes of every namespace', rules: ['gateway/open-to-all'] },
  {
    what: 'A hostname is taken over by an older route, a wildcard, or a route without hostnames',
    rules: [
      'gateway/hostname-taken',
      'gateway/hostname-not-granted',
      'gateway/catch-all-route',
      'gateway/creation-decides',
    ],
    stopped: policies('route-hostnames', 'route-parents'),
  },
  {
    what: 'A policy for hostnames has holes',
    rules: ['gateway/catch-all-route', 'gateway/hostname-not-granted'],
    stopped: 'tests: each policy refuses its bad objects and admits its good ones, also on a real API server',
  },
  {
    what: 'A tenant makes a Gateway, a ListenerSet or a load balancer',
    rules: ['isolation/own-gateway', 'network/exposed-service'],
    stopped: `${role}; ${policies('gateways', 'cluster-objects')}; its quota for load balancers`,
  },
  {
    what: 'A route names a backend of another namespace, or a ReferenceGrant is broad',
    rules: ['gateway/backend-unresolved', 'gateway/broad-reference-grant'],
    stopped: policies('reference-grants'),
  },
  {
    what: 'A certificate of another namespace is used, or a wildcard is shared',
    rules: ['gateway/certificate-missing', 'gateway/certificate-mismatch', 'gateway/certificate-readable'],
  },
  {
    what: 'A Service leads past the gateway: ExternalName, externalIPs, endpoints by hand',
    rules: ['network/exposed-service'],
    stopped: policies('services', 'endpoints'),
  },
  { what: 'A ClusterSecretStore lets every namespace read every key', rules: ['secrets/open-secret-store'] },
  { what: 'A SealedSecret may be unsealed in every namespace', rules: ['secrets/sealed-anywhere'] },
  {
    what: 'A tenant brings CRDs, webhooks, priority classes or API services',
    rules: ['isolation/way-out', 'isolation/cluster-binding'],
    stopped: `${role}; ${policies('cluster-objects', 'pod-priorities')}`,
  },
  {
    what: 'Tenants may write the hub repo, or nobody must review',
    rules: ['repo/owner-missing', 'flux/tenant-writes-hub'],
  },
  {
    what: 'A tenant is removed in the wrong order: its rights before its objects',
    stopped: '`retire`, which publishes it in two steps',
    neither: 'only the change shows it, and no state of the files',
  },
  {
    what: "A ResourceSet of flux-operator runs with the operator's rights",
    rules: ['flux/tenant-resource-set'],
    stopped: role,
  },
  { what: 'Controllers make tokens of any ServiceAccount for workload identity', rules: ['flux/workload-identity'] },
  {
    what: 'A path or a symbolic link leads out of the source',
    rules: ['flux/path-missing', 'tree/outside', 'tree/link'],
  },
  { what: 'force is left on', rules: ['flux/force'] },
  { what: 'Pruning is off: what was taken back stays', rules: ['flux/prune-off'] },
  {
    what: 'Secrets, private keys, kubeconfigs or tokens in the clear',
    rules: [
      'secrets/plain-secret',
      'secrets/readable-credential',
      'secrets/inline-password',
      'flux/decryption-missing',
    ],
  },
];
