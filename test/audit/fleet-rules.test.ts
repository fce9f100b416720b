import { expect, test } from 'vitest';
import { namespaceAnnotations } from '../../lib/manifest/namespace-annotations';
import { cluster, type Files, list, object, repo } from './fleet';
import { findingsOf } from './run';

/** Two clusters, with a file in the folder of each. */
function twoClusters(prod: string, staging: string): Files {
  const second = Object.entries(cluster).map(([path, text]) => [path.replace('/prod/', '/staging/'), text]);
  return repo({
    ...Object.fromEntries(second),
    'clusters/prod/kustomization.yaml': list('flux-system', 'own.yaml'),
    'clusters/prod/own.yaml': prod,
    'clusters/staging/kustomization.yaml': list('flux-system', 'own.yaml'),
    'clusters/staging/own.yaml': staging,
  });
}

const following = (branch: string, annotations: Readonly<Record<string, string>> = {}) =>
  `# what the team has here\n${JSON.stringify({
    ...JSON.parse(object('source.toolkit.fluxcd.io/v1', 'GitRepository', 'apps', 'flux-system')),
    metadata: { name: 'apps', namespace: 'flux-system', annotations },
    spec: { interval: '5m', url: 'https://example.com/apps', ref: { branch } },
  })}\n`;

const ofFleet = async (files: Files) =>
  (await findingsOf(files)).filter(({ rule }) => /^(?:gateway|checks)\/|branch/.test(rule));

test('branches for environments are seen across clusters, with the file of each', async () => {
  expect(await ofFleet(twoClusters(following('production'), following('staging')))).toMatchObject([
    { rule: 'flux/branch-per-environment', cluster: 'prod', file: 'clusters/prod/own.yaml', line: 2 },
    { rule: 'flux/branch-per-environment', cluster: 'staging', file: 'clusters/staging/own.yaml', line: 2 },
  ]);
  expect(await ofFleet(twoClusters(following('main'), following('main')))).toEqual([]);
});

test('a branch of the name of its cluster is one for an environment', async () => {
  expect(await ofFleet(twoClusters(following('main'), following('staging')))).toMatchObject([{ cluster: 'staging' }]);
});

test('an annotation accepts it, and is idle where there is nothing to accept', async () => {
  const accepting = { 'cdk8s-flux-hub/acknowledge': 'flux/branch-per-environment: until the move' };

  expect(await ofFleet(twoClusters(following('production', accepting), following('staging', accepting)))).toMatchObject(
    [{ severity: 'note' }, { severity: 'note' }],
  );
  expect(await ofFleet(twoClusters(following('main', accepting), following('main')))).toMatchObject([
    { rule: 'checks/acknowledgement', cluster: 'prod', file: 'clusters/prod/own.yaml', line: 2 },
  ]);
});

test('a hostname that two clusters grant is seen in what a hub rendered', async () => {
  const namespace = `${JSON.stringify({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', annotations: { [namespaceAnnotations.hostnames]: 'shop.acme.io' } },
  })}\n`;

  expect(await ofFleet(twoClusters(namespace, namespace))).toMatchObject([
    { rule: 'gateway/hostname-on-several-clusters', cluster: 'prod', file: 'clusters/prod/own.yaml' },
    { rule: 'gateway/hostname-on-several-clusters', cluster: 'staging', file: 'clusters/staging/own.yaml' },
  ]);
});
