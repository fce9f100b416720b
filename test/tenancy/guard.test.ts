import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitSource, KubeObject, Tenant } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { ConfigMap } from 'cdk8s-plus-28';
import { expect, test } from 'vitest';
import { tableBelow } from '../docs/markdown';
import { clusterWith, found } from '../support/plain-cluster';

const rendered = renderCluster(
  clusterWith(
    (cluster) => {
      const tenant = new Tenant(cluster, 'billing', { source: GitSource.https('https://github.com/acme/billing') });
      tenant.addKustomization('api');
      new ConfigMap(tenant, 'by-cdk8s', { metadata: { name: 'by-cdk8s' } });
      new KubeObject(tenant, 'by-hand', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'by-hand', namespace: 'billing', labels: { team: 'billing' } },
      });
    },
    { platformAccounts: { groups: ['acme:platform'], users: ['jane@acme.io'] } },
  ),
);

test("everything of its own kinds that the hub renders into a tenant's namespace carries the label that the guard looks for", () => {
  expect(found(rendered)).toEqual([]);
  for (const { kind, metadata } of rendered.objects)
    if (metadata.namespace === 'billing' || kind === 'Namespace')
      expect(metadata.labels, `${kind} ${metadata.name}`).toMatchObject({
        'app.kubernetes.io/managed-by': 'cdk8s-flux-hub',
        'toolkit.fluxcd.io/tenant': 'billing',
      });
  expect(rendered.get('ConfigMap', 'by-hand').metadata.labels).toHaveProperty('team', 'billing');
});

test('one policy per cluster lets only platform accounts change it, and fails closed', () => {
  expect(rendered.get('ValidatingAdmissionPolicy', 'flux-hub-guard').spec).toEqual({
    failurePolicy: 'Fail',
    matchConstraints: {
      objectSelector: { matchLabels: { 'app.kubernetes.io/managed-by': 'cdk8s-flux-hub' } },
      resourceRules: [
        [[''], ['configmaps', 'limitranges', 'namespaces', 'resourcequotas', 'secrets', 'serviceaccounts']],
        [['networking.k8s.io'], ['networkpolicies']],
        [['rbac.authorization.k8s.io'], ['roles', 'rolebindings']],
        [
          [
            'helm.toolkit.fluxcd.io',
            'image.toolkit.fluxcd.io',
            'kustomize.toolkit.fluxcd.io',
            'notification.toolkit.fluxcd.io',
            'source.extensions.fluxcd.io',
            'source.toolkit.fluxcd.io',
          ],
          ['*'],
        ],
      ].map(([apiGroups, resources]) => ({
        apiGroups,
        apiVersions: ['*'],
        operations: ['CREATE', 'UPDATE', 'DELETE'],
        resources,
      })),
    },
    validations: [
      {
        expression:
          'request.userInfo.username in ["system:apiserver", "system:kube-controller-manager", "jane@acme.io"] || ' +
          'request.userInfo.groups.exists(group, group in ["system:masters", "system:serviceaccounts:flux-system", ' +
          '"system:serviceaccounts:kube-system", "acme:platform"])',
        message: 'This object belongs to the hub repo: change it there.',
        reason: 'Forbidden',
      },
    ],
  });
  expect(rendered.get('ValidatingAdmissionPolicyBinding', 'flux-hub-guard').spec).toEqual({
    policyName: 'flux-hub-guard',
    validationActions: ['Deny'],
  });
});

test('docs/tenants.md has what the guard looks at', () => {
  const { matchConstraints } = rendered.get('ValidatingAdmissionPolicy', 'flux-hub-guard').spec as {
    readonly matchConstraints: {
      readonly resourceRules: readonly {
        readonly apiGroups: readonly string[];
        readonly resources: readonly string[];
      }[];
    };
  };
  const text = readFileSync(join(__dirname, '../../docs/tenants.md'), 'utf8');
  const listed = (names: readonly string[], others: Readonly<Record<string, string>>) =>
    names.map((name) => others[name] ?? name).join(', ');
  const rows = tableBelow(text, 'What the guard holds').map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cell.replaceAll('`', '')])),
  );

  expect(rows).toEqual(
    matchConstraints.resourceRules.map(({ apiGroups, resources }) => ({
      'API group': listed(apiGroups, { '': 'core' }),
      resources: listed(resources, { '*': 'all' }),
    })),
  );
});
