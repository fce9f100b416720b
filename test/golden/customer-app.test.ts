import { expect, test } from 'vitest';
import { expectAsDocumented } from './as-documented';
import { impersonated, inTenantNamespace, labelled, said, underContract } from './differences';
import { customerApp } from './rendered';

/** «GitOps Model»: the pair that a platform team writes for each application repo. */
const gitRepository = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: customer-app
  namespace: flux-system
spec:
  url: ssh://git@github.com/customer-org/customer-app.git
  ref:
    branch: main
  interval: 5m
  secretRef:
    name: customer-app-deploy-key
`;

const kustomization = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: customer-app
  namespace: flux-system
spec:
  sourceRef:
    kind: GitRepository
    name: customer-app
  path: ./
  interval: 10m
  prune: true
  targetNamespace: customer-app
  wait: true
  timeout: 5m
`;

const { findings, get } = customerApp();

test('the customer app is cloned as documented, from its own namespace', () => {
  expect(findings).toEqual([]);
  expectAsDocumented(get('GitRepository', 'customer-app'), gitRepository, [
    inTenantNamespace('customer-app'),
    labelled('customer-app'),
  ]);
});

test('the customer app is applied as documented, with its own rights', () => {
  expectAsDocumented(get('Kustomization', 'customer-app'), kustomization, [
    inTenantNamespace('customer-app'),
    labelled('customer-app'),
    impersonated,
    underContract,
    ...said('app', 'retryInterval', 'deletionPolicy'),
  ]);
});

test('the namespace that the document takes for granted is rendered too', () => {
  expect(get('Namespace', 'customer-app').metadata.name).toBe('customer-app');
});
