import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clusterIn, findingsOf } from './fixture';

/** What is wrong with an example of the founding documents, and the rule that says so of an object. */
type Defect = readonly [document: string, defect: string, rule: string, object: string];

const customerApp = 'Kustomization flux-system/customer-app';
const billingTeam = 'Kustomization flux-system/billing-team-apps';

const defects: readonly Defect[] = [
  ['customer-app', 'applies what the customer commits with cluster-admin', 'isolation/impersonation', customerApp],
  ['customer-app', "lies in flux-system, among the platform's", 'isolation/sync-beside-flux', customerApp],
  ['customer-app', 'waits for a namespace that nobody makes', 'isolation/namespace-unmade', customerApp],
  ['billing-team', 'applies what the team commits with cluster-admin', 'isolation/impersonation', billingTeam],
  ['billing-team', "lies in flux-system, among the platform's", 'isolation/sync-beside-flux', billingTeam],
  [
    'billing-team',
    'clones over SSH without a key',
    'flux/no-credentials',
    'GitRepository flux-system/billing-team-repo',
  ],
  ['billing-team', 'goes to a namespace that nobody makes', 'isolation/namespace-unmade', billingTeam],
  [
    'tenants',
    'lets a tenant commit Flux objects that run as the controller',
    'isolation/nested-objects',
    'RoleBinding team-payments/reconciler',
  ],
  [
    'tenants',
    'lets a tenant lift its network policies by the role admin',
    'tenancy/unguarded',
    'NetworkPolicy team-search/default-deny',
  ],
  [
    'tenants',
    'lets one failing tenant hold up what all tenants are applied by',
    'flux/waits-for-tenants',
    'Kustomization flux-system/tenants',
  ],
  [
    'lockdown',
    'takes the rights from the infrastructure, which names no account',
    'isolation/platform-account',
    'Kustomization flux-system/infrastructure',
  ],
  [
    'lockdown',
    'takes the rights from what applies the tenants',
    'isolation/platform-account',
    'Kustomization flux-system/tenants',
  ],
  [
    'lockdown',
    'replaces the arguments of the controller by a merge patch',
    'isolation/replaced-arguments',
    'Deployment flux-system/kustomize-controller',
  ],
  [
    'lockdown',
    'lets the controller fetch remote bases',
    'isolation/lockdown',
    'Deployment flux-system/kustomize-controller',
  ],
  [
    'lockdown',
    'leaves references of Helm releases free',
    'isolation/lockdown',
    'Deployment flux-system/helm-controller',
  ],
  [
    'image-updates',
    'is of a version that Flux no longer serves',
    'manifest/not-served',
    'ImageUpdateAutomation flux-system/payments-api',
  ],
  ['squads', 'omits the account', 'isolation/impersonation', 'Kustomization checkout/checkout'],
  ['squads', 'makes an account of a squad cluster-admin', 'isolation/cluster-binding', 'ClusterRoleBinding test'],
  [
    'recovery',
    'deletes and recreates what it cannot change',
    'flux/force',
    'Kustomization team-payments/team-payments',
  ],
  [
    'shared-gateway',
    'lets routes of every namespace attach, on purpose',
    'gateway/open-to-all',
    'Gateway gateway-resources/gateway',
  ],
  [
    'shared-gateway',
    'leaves a hostname of two teams to whose route is older',
    'gateway/hostname-taken',
    'HTTPRoute app2/web',
  ],
  [
    'guardrails',
    'relies on a policy that refuses nothing',
    'kubernetes/policy-not-enforced',
    'ClusterPolicy disallow-privileged-containers',
  ],
];

/** A statement of the documents that is wrong: the rules that name it in their examples, or why no object shows it. */
type Statement = readonly [says: string, seen: { readonly rules: readonly string[] } | { readonly prose: string }];

const statements: readonly Statement[] = [
  ['flags are patched in by a list of arguments', { rules: ['isolation/replaced-arguments'] }],
  ['lockdown leaves the infrastructure its rights', { rules: ['isolation/platform-account'] }],
  ['image automation is of these versions', { rules: ['manifest/not-served'] }],
  ['a binding beyond the tenant goes once the tenant has an account', { rules: ['isolation/cluster-binding'] }],
  [
    'targetNamespace forces everything into the namespace',
    { prose: 'the objects beside it are sound: the ServiceAccount holds the tenant, whatever is said of the field' },
  ],
  ['force lets Flux take over a field', { rules: ['flux/force'] }],
  [
    'deleting a Kustomization and making it anew only rebuilds its inventory',
    { prose: 'it is done to a cluster by hand, and is no state of any file' },
  ],
  ['all tenants are waited for together', { rules: ['flux/waits-for-tenants'] }],
  ['the role admin is narrow', { rules: ['tenancy/unguarded', 'isolation/nested-objects'] }],
  ['tenants are applied from flux-system', { rules: ['isolation/sync-beside-flux', 'isolation/impersonation'] }],
  ['a policy rejects privileged containers', { rules: ['kubernetes/policy-not-enforced'] }],
  ['routes of all namespaces may attach', { rules: ['gateway/open-to-all'] }],
  ['what happens to a hostname of two teams varies', { rules: ['gateway/hostname-taken'] }],
  [
    'teams need rights over the cluster to write Flux objects',
    { prose: 'it is a reason against something, and there is no example of it' },
  ],
  ['a targetNamespace is there', { rules: ['isolation/namespace-unmade'] }],
  [
    'automation pushes to the repo that Flux was bootstrapped on',
    { prose: 'whether its deploy key may write is known to the host of the repo alone' },
  ],
];

test.each(defects)('%s: %s (%s)', (document, _, rule, object) => {
  const found = findingsOf(clusterIn(join(__dirname, 'documents'), `${document}.yaml`));

  expect(found.filter((one) => one.rule === rule).map(({ message }) => message)).toContainEqual(
    expect.stringContaining(`${object} `),
  );
});

const shown = statements.flatMap(([says, seen]) => ('rules' in seen ? [[says, seen.rules] as const] : []));

test.each(shown)('«%s» is wrong in an example that a rule names', (_, rules) => {
  expect(defects.map(([, , rule]) => rule)).toEqual(expect.arrayContaining([...rules]));
});

test("team-payments' own objects are isolated as the document says, but for what its role allows", () => {
  const found = findingsOf(clusterIn(join(__dirname, 'documents'), 'tenants.yaml'));

  expect(new Set(found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))).not.toContain(
    'isolation/impersonation',
  );
  expect(found.filter(({ rule }) => rule.startsWith('isolation/')).map(({ rule }) => rule)).toEqual([
    'isolation/nested-objects',
    'isolation/nested-objects',
  ]);
});
