import { Cluster, Hub, PlatformService, Tenant, type TenantProps } from 'cdk8s-flux-hub';
import { renderCluster, renderHub } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { clusterWith, plain } from '../support/plain-cluster';

/** What a hub says of itself, a property that there is not among it. */
const misspelt = <Props extends object>(props: Props, unknown: Readonly<Record<string, unknown>>): Props => ({
  ...props,
  ...unknown,
});

test('a misspelt property of a tenant, a service or a cluster is refused; those of a user’s own class may be handed on', () => {
  const { findings } = renderCluster((scope, id) => {
    const cluster = new Cluster(scope, id, misspelt(plain, { platformAcounts: { groups: ['acme:platform'] } }));
    new Tenant(
      cluster,
      'billing',
      misspelt<TenantProps>({}, { netwrok: {}, quota: { memroy: '1Gi' }, hostnames: ['billing.acme.io'] }),
    );
    new PlatformService(cluster, 'web', misspelt({ namespace: 'web' }, { podSecurty: 'restricted' }));
    return cluster;
  });
  const unknown = findings.filter(({ rule }) => rule === 'hub/misspelt-property');

  expect(unknown.map(({ severity, message, fix, construct }) => [severity, message, fix, construct])).toEqual([
    ['error', 'Cluster test has no property `platformAcounts`.', 'Did you mean platformAccounts?', 'test'],
    ['error', 'Tenant billing has no property `netwrok`.', 'Did you mean network?', 'test/billing'],
    ['error', 'The quota of tenant billing has no property `memroy`.', 'Did you mean memory?', 'test/billing'],
    ['error', 'Service web has no property `podSecurty`.', 'Did you mean podSecurity?', 'test/web'],
  ]);
});

test('a property that a hub does not have is refused, at the line of the hub', () => {
  const hub = new Hub(misspelt({ repository: 'ssh://git@example.com/hub' }, { brnach: 'trunk' }));

  expect(renderHub(hub).findings).toEqual([
    expect.objectContaining({
      rule: 'hub/misspelt-property',
      severity: 'error',
      message: 'The hub has no property `brnach`.',
      fix: 'Did you mean branch?',
      file: 'test/object/misspelt-property.test.ts',
    }),
  ]);
});

test('every property that there is may be given, undefined too', () => {
  const props = { ...plain, decryption: undefined } as unknown as typeof plain;
  const { findings } = renderCluster(clusterWith(() => {}, props));

  expect(findings).toEqual([]);
});
