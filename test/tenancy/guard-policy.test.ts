import { evaluate } from '@marcbachmann/cel-js';
import { Cluster, type PlatformAccounts } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';

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
