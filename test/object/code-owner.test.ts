import { type Cluster, Hub, PlatformService, Tenant } from 'cdk8s-flux-hub';
import { renderHub } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { clusterWith } from '../support/plain-cluster';

/** What is said of the owners of a hub, and of what its clusters hold. */
function saidOf(owners: readonly string[], compose: (cluster: Cluster) => unknown = () => {}) {
  const hub = new Hub({ repository: 'ssh://git@example.com/hub', owners });
  for (const name of ['eu', 'us']) hub.environment(name).cluster(name, clusterWith(compose));
  return renderHub(hub).findings.filter(({ rule }) => rule === 'hub/code-owner');
}

test.each([
  ['@octocat'],
  ['@acme/platform'],
  ['@acme/group/team_1.x'],
  ['@@maintainer'],
  ['platform@acme.io'],
])('%s can own files', (owner) => {
  expect(saidOf([owner], (cluster) => new Tenant(cluster, 'billing', { owners: [owner] }))).toEqual([]);
});

test.each([
  ['', 'Write @user, @org/team or an e-mail address.'],
  ['@acme/platform @acme/security', 'Write @user, @org/team or an e-mail address.'],
  ['@acme/platform\n* @mallory', 'Write @user, @org/team or an e-mail address.'],
  ['@acme/', 'Write @user, @org/team or an e-mail address.'],
  ['#security@acme.io', 'Write @user, @org/team or an e-mail address.'],
  ['acme/platform', "Write '@acme/platform'."],
])('%j cannot, and is refused with the line of the hub', (owner, fix) => {
  expect(saidOf(['@acme/platform', owner])).toEqual([
    expect.objectContaining({
      message: `${JSON.stringify(owner)} is nobody who could answer for the hub.`,
      fix,
      file: 'test/object/code-owner.test.ts',
      line: 8,
    }),
  ]);
});

test('a tenant is refused with its own line on each cluster, and so is a service whose class names its owners', () => {
  class Observability extends PlatformService {
    override get owners() {
      return ['sre'];
    }
  }
  const said = saidOf(['@acme/platform'], (cluster) => {
    new Tenant(cluster, 'billing', { owners: ['@acme/billing', 'billing team'] });
    new Observability(cluster, 'loki', {});
  });

  expect(said.map(({ message, fix, cluster, file, line }) => [message, fix, cluster, `${file}:${line}`])).toEqual(
    ['eu', 'us'].flatMap((cluster) => [
      [
        '"billing team" is nobody who could answer for tenant billing.',
        'Write @user, @org/team or an e-mail address.',
        cluster,
        'test/object/code-owner.test.ts:48',
      ],
      [
        '"sre" is nobody who could answer for platform service loki.',
        "Write '@sre'.",
        cluster,
        'test/object/code-owner.test.ts:42',
      ],
    ]),
  );
});
