import {
  acknowledge,
  Bootstrap,
  Cluster,
  GitSource,
  JsonPatch,
  type Kustomization,
  Lockdown,
  PlatformService,
  SecretRef,
  Tenant,
} from 'cdk8s-flux-hub';
import { type RenderOptions, renderCluster } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';

interface Parts {
  readonly cluster: Cluster;
  readonly orders: Tenant;
  /** Of orders; forced, as that of the other tenant is, which `flux/force` says. */
  readonly app: Kustomization;
}

function findingsOf(accept: (parts: Parts) => void, options: Pick<RenderOptions, 'today'> = {}) {
  const { findings } = renderCluster((scope, id) => {
    const cluster = new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } });
    const { tenant: orders, app } = forced(cluster, 'orders');
    forced(cluster, 'shop');
    accept({ cluster, orders, app });
    return cluster;
  }, options);
  return findings;
}

function forced(cluster: Cluster, name: string) {
  const tenant = new Tenant(cluster, name, {
    quota: { cpu: 1, memory: '1Gi', pods: 10 },
    source: GitSource.ssh('ssh://git@example.com/any', {
      ref: { tag: '1.0.0' },
      deployKey: SecretRef.external(`git-${name}`, { createdBy: 'a person' }),
    }),
  });
  const app = tenant.addKustomization('app', { path: './app' });
  app.patch(JsonPatch.add('/spec/force', true));
  return { tenant, app };
}

const said = (accept: (parts: Parts) => void) =>
  findingsOf(accept).map(({ rule, severity, object }) => `${severity} ${rule} ${object?.namespace}`);

test('nothing is accepted that nobody acknowledges', () => {
  expect(said(() => {})).toEqual(['warning flux/force orders', 'warning flux/force shop']);
});

describe('an acknowledgement holds for all below', () => {
  const because = { reason: 'jobs are immutable' };

  test('the object', () => {
    expect(said(({ app }) => acknowledge(app, 'flux/force', because))).toEqual([
      'note flux/force orders',
      'warning flux/force shop',
    ]);
  });

  test('the tenant', () => {
    expect(said(({ orders }) => acknowledge(orders, 'flux/force', because))).toEqual([
      'note flux/force orders',
      'warning flux/force shop',
    ]);
  });

  test('the cluster', () => {
    expect(said(({ cluster }) => acknowledge(cluster, 'flux/force', because))).toEqual([
      'note flux/force orders',
      'note flux/force shop',
    ]);
  });
});

describe('its last day', () => {
  const until = (day: string, today: string) =>
    findingsOf(({ app }) => acknowledge(app, 'flux/force', { reason: 'a migration', until: day }), { today }).filter(
      ({ construct }) => construct?.startsWith('test/orders'),
    );

  test('is the last on which it holds', () => {
    expect(until('2027-03-01', '2027-03-01')).toEqual([expect.objectContaining({ severity: 'note' })]);
  });

  test('is over on the next: what the rule says is back, with the line that is out of date', () => {
    expect(until('2027-03-01', '2027-03-02')).toEqual([
      expect.objectContaining({ rule: 'flux/force', severity: 'warning' }),
      expect.objectContaining({
        rule: 'checks/acknowledgement',
        severity: 'warning',
        message: 'test/orders/app acknowledged flux/force until 2027-03-01.',
        fix: 'Correct what the rule says, or give it another day.',
        file: expect.stringContaining('acknowledge.test.ts'),
        line: expect.any(Number),
      }),
    ]);
  });
});

test('its end is printed, and not judged where nobody says the day: a synth has no clock', () => {
  const [finding] = findingsOf(({ app }) =>
    acknowledge(app, 'flux/force', { reason: 'a migration', until: '2001-01-01' }),
  );

  expect(finding).toMatchObject({
    severity: 'note',
    message: expect.stringMatching(/\. Acknowledged until 2001-01-01: a migration$/),
  });
});

test('one that matches nothing is a finding at the line that says it', () => {
  const found = findingsOf(({ orders }) => acknowledge(orders, 'flux/prune-off', { reason: 'x' }));

  expect(found.find(({ rule }) => rule === 'checks/acknowledgement')).toMatchObject({
    severity: 'warning',
    message: 'test/orders acknowledges flux/prune-off, which has nothing to say of it.',
    construct: 'test/orders',
    file: expect.stringContaining('acknowledge.test.ts'),
    line: expect.any(Number),
  });
});

describe('what a construct warns of itself', () => {
  const idle = (accept: (parts: Parts & { readonly service: PlatformService }) => void) =>
    findingsOf((parts) => accept({ ...parts, service: new PlatformService(parts.cluster, 'idle') })).filter(
      ({ rule }) => rule === 'platform/empty' || rule === 'checks/acknowledgement',
    );
  const because = { reason: 'it is filled next week', until: '2027-03-01' };

  test('is accepted on it, with the reason', () => {
    expect(idle(({ service }) => acknowledge(service, 'platform/empty', because))).toEqual([
      expect.objectContaining({
        rule: 'platform/empty',
        severity: 'note',
        message: expect.stringMatching(/\. Acknowledged until 2027-03-01: it is filled next week$/),
        acknowledged: because,
      }),
    ]);
  });

  test('is accepted on what holds it, and nowhere else', () => {
    const severities = (accept: Parameters<typeof idle>[0]) => idle(accept).map(({ severity }) => severity);

    expect(severities(({ cluster }) => acknowledge(cluster, 'platform/empty', because))).toEqual(['note']);
    expect(idle(({ orders }) => acknowledge(orders, 'platform/empty', because)).map(({ message }) => message)).toEqual([
      'Service idle renders nothing: it has no chart, no source and no object.',
      'test/orders acknowledges platform/empty, which has nothing to say of it.',
    ]);
  });

  test('is accepted of the cluster, and of a tenant', () => {
    const { findings } = renderCluster((scope, id) => {
      const cluster = new Cluster(scope, id, {
        kubernetes: '1.99',
        flux: { version: '2.9.4', bootstrap: Bootstrap.cli({ lockdown: Lockdown.off({ reason: 'one team only' }) }) },
      });
      const tenant = new Tenant(cluster, 'orders', {
        quota: { cpu: 1, memory: '1Gi', pods: 10 },
        allowedSources: ['https://github.com/acme/'],
      });
      for (const rule of ['hub/newer-kubernetes', 'flux/lockdown-off']) acknowledge(cluster, rule, because);
      acknowledge(tenant, 'tenancy/unused-sources', because);
      return cluster;
    });

    expect(findings.filter(({ acknowledged }) => acknowledged).map(({ rule }) => rule)).toEqual([
      'hub/newer-kubernetes',
      'flux/lockdown-off',
      'tenancy/unused-sources',
    ]);
    expect(findings.filter(({ rule }) => rule === 'checks/acknowledgement')).toEqual([]);
  });
});

test('what a construct reports as an error cannot be accepted, and is no rule that there is not', () => {
  const found = findingsOf(({ orders }) => {
    acknowledge(orders, 'tenancy/reserved-namespace', { reason: 'we asked' });
  });
  const wrong = found.filter(({ rule }) => rule === 'checks/acknowledgement');

  expect(wrong.map(({ message, fix }) => `${message} ${fix}`)).toEqual([
    'test/orders acknowledges tenancy/reserved-namespace, which nobody can: it tells of an error in the hub itself, or of a command. Correct what it tells of, and remove the acknowledgement.',
  ]);
});

test('what refuses an object for its shape cannot be accepted', () => {
  const found = findingsOf(({ app }) => {
    app.patch(JsonPatch.add('/spec/intervall', '1m'));
    acknowledge(app, 'manifest/schema-violation', { reason: 'it works' });
  });

  expect(found.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(
    expect.arrayContaining(['error manifest/schema-violation', 'warning checks/acknowledgement']),
  );
});
