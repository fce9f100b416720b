import { evaluate } from '@marcbachmann/cel-js';
import { Cluster, KubeObject, type Manifest, type PlatformAccounts, Tenant } from 'cdk8s-flux-hub';
import { ExternalSecret } from 'cdk8s-flux-hub/imports/external-secrets.io';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';
import { clusterWith } from '../support/plain-cluster';

interface Account {
  readonly username: string;
  readonly groups: readonly string[];
}

/** A ServiceAccount as the API server sees it. */
const serviceAccount = (namespace: string, name: string): Account => ({
  username: `system:serviceaccount:${namespace}:${name}`,
  groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
});

const person = (username: string, ...groups: string[]): Account => ({
  username,
  groups: [...groups, 'system:authenticated'],
});

/** Whether the guard lets somebody change what the hub rendered into a tenant's namespace. */
function admits(account: Account, platformAccounts?: PlatformAccounts): boolean {
  const { get } = renderCluster(
    (scope, id) =>
      new Cluster(scope, id, {
        kubernetes: '1.34',
        flux: { version: '2.9.4' },
        ...(platformAccounts && { platformAccounts }),
      }),
  );
  const { validations } = get('ValidatingAdmissionPolicy', 'flux-hub-guard').spec as {
    validations: readonly { expression: string }[];
  };
  return validations.every(({ expression }) => evaluate(expression, { request: { userInfo: account } }) === true);
}

describe("the guard of the hub's objects in tenants' namespaces", () => {
  test.each([
    ['Flux', serviceAccount('flux-system', 'kustomize-controller')],
    ['the controllers of Kubernetes', serviceAccount('kube-system', 'namespace-controller')],
    ['the controller manager', person('system:kube-controller-manager')],
    ['the API server', person('system:apiserver')],
    ['who breaks the glass', person('kubernetes-admin', 'system:masters')],
  ])('admits %s', (_, account) => {
    expect(admits(account)).toBe(true);
  });

  test.each([
    ["the tenant's reconciler", serviceAccount('billing', 'reconciler')],
    ["another tenant's reconciler", serviceAccount('search', 'reconciler')],
    ['a workload', serviceAccount('billing', 'default')],
    ['a person of no platform group', person('jane@acme.io', 'acme:billing')],
    ['nobody in particular', person('system:anonymous', 'system:unauthenticated')],
    ["a namespace that only begins like Flux's", serviceAccount('flux-system-2', 'kustomize-controller')],
  ])('turns %s away', (_, account) => {
    expect(admits(account)).toBe(false);
  });

  test('admits the platform accounts of the cluster, by group and by name, and no others', () => {
    const accounts = { groups: ['acme:platform'], users: ['robot "one"\\'] };

    expect(admits(person('jane@acme.io', 'acme:platform'), accounts)).toBe(true);
    expect(admits(person('robot "one"\\'), accounts)).toBe(true);
    expect(admits(person('acme:platform', 'robot "one"\\'), accounts)).toBe(false);
    expect(admits(person('jane@acme.io', 'acme:platform'))).toBe(false);
  });
});

interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
}

/** Whether the guard is asked at all when an object changes in a tenant's namespace. */
function isGuarded(policy: Manifest, resource: string, { apiVersion, metadata }: Manifest): boolean {
  const { objectSelector, resourceRules } = (
    policy.spec as {
      readonly matchConstraints: {
        readonly objectSelector: { readonly matchLabels: Readonly<Record<string, string>> };
        readonly resourceRules: readonly ResourceRule[];
      };
    }
  ).matchConstraints;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const among = (names: readonly string[], name = '') => names.includes('*') || names.includes(name);
  return (
    Object.entries(objectSelector.matchLabels).every(([label, value]) => metadata.labels?.[label] === value) &&
    resourceRules.some(({ apiGroups, resources }) => among(apiGroups, group) && among(resources, resource))
  );
}

describe('what the guard looks at', () => {
  const rendered = renderCluster(
    clusterWith((cluster) => {
      const tenant = new Tenant(cluster, 'billing', { workloadRbac: true });
      tenant.addKustomization('api', {
        source: { reference: { kind: 'GitRepository', name: 'billing', namespace: 'billing' } },
      });
      new KubeObject(tenant, 'settings', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace: 'billing' },
      });
      new ExternalSecret(tenant, 'database', {
        metadata: { name: 'database' },
        spec: { secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' } },
      });
      new KubeObject(tenant, 'certificate', {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'web', namespace: 'billing' },
        spec: {
          secretName: 'web',
          issuerRef: { name: 'ca', kind: 'ClusterIssuer' },
          dnsNames: ['billing.example.com'],
        },
      });
    }),
  );
  const policy = rendered.get('ValidatingAdmissionPolicy', 'flux-hub-guard');
  const tenantOnly = { 'toolkit.fluxcd.io/tenant': 'billing' };
  const plurals: Readonly<Record<string, string>> = { NetworkPolicy: 'networkpolicies' };
  const resourceOf = (kind: string) => plurals[kind] ?? `${kind.toLowerCase()}s`;

  test('is every object of the kinds that the hub itself renders for a tenant', () => {
    const inTenant = rendered.objects.filter(
      ({ kind, metadata }) => metadata.namespace === 'billing' || (kind === 'Namespace' && metadata.name === 'billing'),
    );
    const unguarded = inTenant.filter((object) => !isGuarded(policy, resourceOf(object.kind), object));

    expect(unguarded.map(({ kind }) => kind).sort()).toEqual(['Certificate', 'ExternalSecret']);
    expect(new Set(inTenant.map(({ kind }) => kind)).size).toBe(10);
  });

  test("is no object of other kinds: controllers copy a user's labels to what they make", () => {
    expect(rendered.get('ExternalSecret', 'database').metadata.labels).toEqual(tenantOnly);
    expect(rendered.get('Certificate', 'web').metadata.labels).toEqual(tenantOnly);
    const { labels = {} } = rendered.get('ExternalSecret', 'database').metadata;
    const copy: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'database', labels } };
    expect(isGuarded(policy, 'secrets', copy)).toBe(false);
  });

  test('is none of what controllers make of a guarded label on a kind that the hub does not render', () => {
    const labels = { 'app.kubernetes.io/managed-by': 'cdk8s-flux-hub' };
    const request = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'CertificateRequest',
      metadata: { name: 'web-1', labels },
    };

    expect(isGuarded(policy, 'certificaterequests', request)).toBe(false);
    expect(isGuarded(policy, 'secrets', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'git', labels } })).toBe(
      true,
    );
  });
});
