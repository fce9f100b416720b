import { GitSource, KubeObject, Tenant } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { ConfigMap } from 'cdk8s-plus-28';
import { expect, test } from 'vitest';
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

test("everything the hub renders into a tenant's namespace carries the label that the guard looks for", () => {
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
      namespaceSelector: { matchExpressions: [{ key: 'toolkit.fluxcd.io/tenant', operator: 'Exists' }] },
      objectSelector: { matchLabels: { 'app.kubernetes.io/managed-by': 'cdk8s-flux-hub' } },
      resourceRules: [
        { apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE', 'UPDATE', 'DELETE'], resources: ['*'] },
      ],
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
