import { AllowedRoutes, acknowledge, Lockdown, Tenant } from 'cdk8s-flux-hub';
import { Probes, Spoke } from 'cdk8s-flux-hub/spoke';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';
import { contract } from '../spoke/contract';
import { problemsOf } from '../spoke/problems-of';
import { clusterWith } from '../support/plain-cluster';

/** Reasons that give none; the last two are plain JavaScript's. */
const blank = [{ reason: '' }, { reason: ' \n' }, {}, undefined] as { readonly reason: string }[];

describe.each(blank)('%j is no reason', (props) => {
  test.each([
    ['AllowedRoutes.all', AllowedRoutes.all],
    ['Lockdown.off', Lockdown.off],
  ] as const)('for %s', (what, ask) => {
    const { findings } = renderCluster(clusterWith(() => ask(props)));

    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'hub/no-reason',
        severity: 'error',
        message: `${what} does not say why.`,
        fix: `Say it: \`${what}({ reason: '…' })\`.`,
        file: 'test/mistake/reason.test.ts',
        line: expect.any(Number),
      }),
    ]);
  });

  test('for Probes.none', () => {
    const spoke = new Spoke({ contract, root: __dirname });
    spoke.app('config', () => Probes.none(props));
    spoke.app('jobs', { staging: () => {} });
    spoke.app('web', { prod: () => {}, staging: () => {} });

    expect(problemsOf(() => spoke.files())).toEqual([
      "Probes.none does not say why. Say it: `Probes.none({ reason: '…' })`.",
    ]);
  });

  test('to accept what a rule says', () => {
    const { findings } = renderCluster(
      clusterWith((cluster) => acknowledge(new Tenant(cluster, 'shop'), 'tenancy/quota-gap', props)),
    );

    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'checks/acknowledgement',
        message: 'test/shop acknowledges tenancy/quota-gap and does not say why.',
        file: 'test/mistake/reason.test.ts',
      }),
    ]);
  });
});

test('a reason is kept as it is written', () => {
  expect(Lockdown.off({ reason: ' A migration. ' })).toEqual({ on: false, reason: ' A migration. ' });
});
