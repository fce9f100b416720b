import { expect, test } from 'vitest';
import { expectAsDocumented } from './as-documented';
import { impersonated, inTenantNamespace, labelled, said, underContract } from './differences';
import { billingTeam } from './rendered';

/** «Hub and Spoke»: the hub's file for the billing team on a production cluster. */
const gitRepository = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: billing-team-repo
  namespace: flux-system
spec:
  interval: 1m
  url: ssh://git@github.com/your-org/billing-team-apps
  ref:
    branch: main
`;

const kustomization = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: billing-team-apps
  namespace: flux-system
spec:
  interval: 5m
  sourceRef:
    kind: GitRepository
    name: billing-team-repo
  path: ./deploy/prod
  prune: true
  targetNamespace: billing-prod
`;

const { findings, get } = billingTeam();

test("the billing team's repo is cloned as documented, with a key and from the team's namespace", () => {
  expect(findings).toEqual([]);
  expectAsDocumented(get('GitRepository', 'billing-team-repo'), gitRepository, [
    inTenantNamespace('billing-prod'),
    labelled('billing-team'),
    {
      field: 'spec.secretRef',
      is: { name: 'billing-team-deploy-key' },
      because: 'over SSH Flux clones nothing without a key and the known hosts',
    },
  ]);
});

test("the billing team's apps are applied as documented, with the team's rights", () => {
  expectAsDocumented(get('Kustomization', 'billing-team-apps'), kustomization, [
    inTenantNamespace('billing-prod'),
    labelled('billing-team'),
    impersonated,
    underContract,
    ...said('app', 'retryInterval', 'timeout', 'wait', 'deletionPolicy'),
  ]);
});
