import { describe, expect, test } from 'vitest';
import { contractIn } from '../../lib/contract/contract-files';
import { formatReport } from '../../lib/publish/format-report';
import { type ClusterSpec, TestHub } from './support';

const cluster = (environment: string, contracts: Record<string, string>): ClusterSpec => ({
  environment,
  tenants: Object.fromEntries(Object.keys(contracts).map((tenant) => [tenant, 'x'])),
  contracts,
});
const fleet = {
  'prod-eu': cluster('prod', { billing: 'b1', search: 's1' }),
  'prod-us': cluster('prod', { billing: 'b1' }),
  'staging-eu': cluster('staging', { billing: 'b1' }),
};
const paths = ['contracts/billing.json', 'contracts/billing.ts', 'contracts/search.json', 'contracts/search.ts'];

/** What a published contract says of each place. */
function notes(hub: TestHub, tenant: string): Record<string, unknown> {
  const { environments } = contractIn(hub.read(`contracts/${tenant}.json`));
  return Object.fromEntries(
    Object.entries(environments).flatMap(([environment, clusters]) =>
      Object.entries(clusters).map(([name, part]) => [`${environment}/${name}`, (part as { note?: string }).note]),
    ),
  );
}

test('a contract says of every cluster what was rendered there', () => {
  const hub = new TestHub(fleet);

  expect(hub.publish()).toMatchObject({ ok: true, contracts: { written: paths, deleted: [] } });
  expect(notes(hub, 'billing')).toEqual({ 'prod/prod-eu': 'b1', 'prod/prod-us': 'b1', 'staging/staging-eu': 'b1' });
  expect(notes(hub, 'search')).toEqual({ 'prod/prod-eu': 's1' });
  expect(contractIn(hub.read('contracts/billing.ts'))).toEqual(contractIn(hub.read('contracts/billing.json')));
});

test('a second publish changes nothing', () => {
  const hub = new TestHub(fleet);
  hub.publish();

  expect(hub.publish()).toMatchObject({ changed: false, contracts: { written: [], unchanged: 4 } });
});

test('what is published for one environment leaves what a contract says of the others as it is there', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.render({
    'prod-eu': cluster('prod', { billing: 'b2', search: 's2' }),
    'prod-us': cluster('prod', { billing: 'b2' }),
    'staging-eu': cluster('staging', { billing: 'b2' }),
  });
  hub.publish({ selection: { environments: ['staging'] } });

  expect(notes(hub, 'billing')).toEqual({ 'prod/prod-eu': 'b1', 'prod/prod-us': 'b1', 'staging/staging-eu': 'b2' });
});

test('what is published for one tenant leaves the contracts of the others as they are', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  const before = hub.read('contracts/billing.ts');
  hub.render({ ...fleet, 'prod-eu': cluster('prod', { billing: 'b2', search: 's2' }) });
  hub.publish({ selection: { tenants: ['search'] } });

  expect(notes(hub, 'search')).toEqual({ 'prod/prod-eu': 's2' });
  expect(hub.read('contracts/billing.ts')).toBe(before);
});

test('a stage of some clusters takes the others from what is published', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.render({ 'prod-us': cluster('prod', { billing: 'b3' }) }, { complete: false });
  hub.publish({ selection: { clusters: ['prod-us'] } });

  expect(notes(hub, 'billing')).toEqual({ 'prod/prod-eu': 'b1', 'prod/prod-us': 'b3', 'staging/staging-eu': 'b1' });
});

test('the contract of a tenant that is gone everywhere goes too, and the folder with the last of them', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.render({ ...fleet, 'prod-eu': cluster('prod', { billing: 'b1' }) });
  expect(hub.publish()).toMatchObject({
    contracts: { deleted: ['contracts/search.json', 'contracts/search.ts'] },
    unknown: [],
  });

  hub.render({ 'prod-eu': { environment: 'prod' } });
  hub.publish({ removeClusters: ['prod-us', 'staging-eu'] });
  expect(Object.keys(hub.tree()).filter((path) => path.startsWith('contracts'))).toEqual([]);
});

test('a check names every contract that is not as rendered', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.render({ ...fleet, 'prod-us': cluster('prod', { billing: 'b2' }) });
  const report = hub.publish({ check: true });

  expect(report).toMatchObject({ ok: false, changed: false });
  expect(report.contracts.stale).toEqual([
    { path: 'contracts/billing.json', change: 'write' },
    { path: 'contracts/billing.ts', change: 'write' },
  ]);
  expect(formatReport(report)).toContain('contracts  2 stale\n    would write   contracts/billing.json');
});

test.each([
  'json',
  'ts',
])('a contract that was edited by hand as .%s is refused, and overwritten where asked', (kind) => {
  const path = `contracts/billing.${kind}`;
  const hub = new TestHub(fleet);
  hub.publish();
  const before = hub.read(path);
  hub.write(path, before.replace('"note": "b1"', '"note": "mine"'));

  expect(hub.publish()).toMatchObject({ ok: false, changed: false, problems: [{ rule: 'publish/edited' }] });
  expect(hub.publish({ overwriteEdited: true }).contracts.written).toEqual([path]);
  expect(hub.read(path)).toBe(before);
});

describe.each(['json', 'ts'])('a contract that Git checked out with other line endings as .%s', (kind) => {
  const path = `contracts/search.${kind}`;
  const converted = () => {
    const hub = new TestHub(fleet);
    hub.publish();
    hub.write(path, hub.read(path).replaceAll('\n', '\r\n'));
    return hub;
  };
  const refused = {
    ok: false,
    changed: false,
    contracts: { edited: [path] },
    problems: [
      {
        rule: 'publish/edited',
        message: `Converted to CRLF line endings, and not otherwise edited: deploy/${path}.`,
        fix: expect.stringContaining('.gitattributes'),
      },
    ],
  };

  test('is not said to be edited by hand, and is overwritten where asked', () => {
    const hub = converted();
    const found = hub.read(path);

    expect(hub.publish()).toMatchObject(refused);
    expect(hub.read(path)).toBe(found);
    expect(hub.publish({ overwriteEdited: true }).contracts.written).toEqual([path]);
    expect(hub.read(path)).toBe(found.replaceAll('\r\n', '\n'));
  });

  test('is not kept as a file of others when its tenant is gone', () => {
    const hub = converted().render({ ...fleet, 'prod-eu': cluster('prod', { billing: 'b1' }) });

    expect(hub.publish()).toMatchObject({ ...refused, unknown: [] });
    expect(hub.publish({ overwriteEdited: true }).contracts.deleted).toEqual([
      'contracts/search.json',
      'contracts/search.ts',
    ]);
  });

  test('is said to be edited where it was edited too', () => {
    const hub = converted();
    hub.write(path, hub.read(path).replace('"note": "s1"', '"note": "mine"'));

    expect(hub.publish().problems).toMatchObject([
      { message: `Edited by hand, not as publish wrote them: deploy/${path}.` },
    ]);
  });
});

test.each([
  ['changed', (text: string) => text.replace('"note": "s1"', '"note": "mine"')],
  ['emptied', () => ''],
])('a contract that was %s by hand is not forgotten when its tenant is gone', (_, change) => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.write('contracts/search.json', change(hub.read('contracts/search.json')));
  const before = hub.tree();
  hub.render({ ...fleet, 'prod-eu': cluster('prod', { billing: 'b1' }) });

  expect(hub.publish()).toMatchObject({
    ok: false,
    contracts: { edited: ['contracts/search.json'] },
    problems: [{ message: 'Edited by hand, not as publish wrote them: deploy/contracts/search.json.' }],
    unknown: [],
  });
  expect(hub.tree()).toEqual(before);
  expect(hub.publish({ overwriteEdited: true }).contracts.deleted).toEqual([
    'contracts/search.json',
    'contracts/search.ts',
  ]);
});

test('a folder at a temp file of a contract is in the way, and nothing is written', () => {
  const hub = new TestHub(fleet);
  hub.write('contracts/.search.ts.flux-hub.tmp/mine', 'mine');

  expect(hub.publish()).toMatchObject({
    ok: false,
    changed: false,
    problems: [
      {
        rule: 'publish/in-the-way',
        message: 'deploy/contracts/.search.ts.flux-hub.tmp is a folder, where publish needs a file.',
      },
    ],
  });
  expect(Object.keys(hub.tree())).toEqual(['contracts/.search.ts.flux-hub.tmp/mine']);
});

test('what a stopped publish left of a contract is not said to be kept', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.write('contracts/.gone.json.flux-hub.tmp', '{');

  expect(hub.publish()).toMatchObject({ ok: true, unknown: [] });
  expect(hub.tree()).not.toHaveProperty(['contracts/.gone.json.flux-hub.tmp']);
});

test('a file beside the contracts that is none of ours is kept, and said to be', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.write('contracts/README.md', 'by hand');
  hub.write('contracts/mine.json', '{}');

  expect(hub.publish()).toMatchObject({ ok: true, unknown: ['contracts/README.md', 'contracts/mine.json'] });
  expect(hub.read('contracts/mine.json')).toBe('{}');
});
