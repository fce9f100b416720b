import { expect, test } from 'vitest';
import { expectAsDocumented } from './as-documented';
import { asController, said } from './differences';
import { infrastructure } from './rendered';

/** «Flux CD GitOps at Scale», step 4: a folder of the platform's own repo, with the cluster's variables put in. */
const documented = `
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

const { findings, get } = infrastructure();

test('the infrastructure Kustomization is the documented one, and keeps its rights under lockdown', () => {
  expect(findings).toEqual([]);
  expectAsDocumented(get('Kustomization', 'infrastructure'), documented, [
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
