import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster, PlatformService } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { afterAll, expect, test } from 'vitest';
import { expectAsDocumented } from './as-documented';
import { asController, said } from './differences';

/** «Flux CD GitOps at Scale», step 4: a folder of the platform's own repo, with the cluster's variables put in. */
const infrastructure = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: infrastructure
  namespace: flux-system
spec:
  interval: 10m
  path: ./infrastructure/prod
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
  postBuild:
    substituteFrom:
      - kind: ConfigMap
        name: cluster-vars
`;

const root = mkdtempSync(join(tmpdir(), 'infrastructure-'));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, 'infrastructure', 'prod'), { recursive: true });

const { findings, get } = renderCluster(
  (scope, id) => {
    const cluster = new Cluster(scope, id, {
      kubernetes: '1.34',
      flux: { version: '2.9.4' },
      variables: { region: 'eu-west-1', domain: 'eu.acme.io' },
    });
    new PlatformService(cluster, 'infrastructure', {
      source: cluster.source,
      path: './infrastructure/prod',
      kustomization: { interval: '10m' },
      variables: true,
    });
    return cluster;
  },
  { hub: { root } },
);

test('the infrastructure Kustomization is the documented one, and keeps its rights under lockdown', () => {
  expect(findings).toEqual([]);
  expectAsDocumented(get('Kustomization', 'infrastructure'), infrastructure, [
    asController,
    {
      field: 'spec.postBuild.substituteFrom.0.name',
      is: 'cluster-variables',
      because: 'the ConfigMap is rendered, and has one name in every namespace',
    },
    ...said('infra', 'retryInterval', 'timeout', 'wait', 'deletionPolicy'),
  ]);
});

test("the cluster's variables are there before what they are put into", () => {
  expect(get('ConfigMap', 'cluster-variables', 'flux-system').data).toEqual({
    region: 'eu-west-1',
    domain: 'eu.acme.io',
  });
  expect(get('Kustomization', 'infra-infrastructure').spec).toHaveProperty('dependsOn', [{ name: 'infra-variables' }]);
});
