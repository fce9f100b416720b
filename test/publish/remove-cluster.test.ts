import { expect, test } from 'vitest';
import { TestHub } from './support';

const bootstrapFiles = [
  'clusters/prod-us/flux-system/gotk-components.yaml',
  'clusters/prod-us/flux-system/gotk-sync.yaml',
];
const prodEu = { environment: 'prod', tenants: { billing: 'b1' } };
const prodUs = { ...prodEu, bootstrapFiles };
const stagingEu = { environment: 'staging' };
const fleet = { 'prod-eu': prodEu, 'prod-us': prodUs, 'staging-eu': stagingEu };
const rest = { 'prod-eu': prodEu, 'staging-eu': stagingEu };

test('a cluster that is gone from the hub is an error that says what to do', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  const before = hub.tree();

  const report = hub.render({ ...rest, 'staging-eu': { ...stagingEu, own: 'own2' } }).publish();

  expect(report.problems).toEqual([
    {
      rule: 'publish/cluster-gone',
      severity: 'error',
      cluster: 'prod-us',
      message: 'prod-us is published, and the hub no longer has it.',
      fix: "Remove its files with --remove-cluster prod-us, or bring it back in the hub's TypeScript.",
    },
  ]);
  expect(hub.tree()).toEqual(before);
});

test('a cluster that is gone does not keep another environment from being published', () => {
  const hub = new TestHub(fleet);
  hub.publish();

  expect(hub.render(rest).publish({ selection: { environments: ['staging'] } })).toMatchObject({ ok: true });
  expect(hub.publish({ selection: { environments: ['prod'] } }).problems).toMatchObject([
    { rule: 'publish/cluster-gone' },
  ]);
});

test('a cluster is removed when told to; what flux bootstrap and people wrote stays and is reported', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.write('clusters/prod-us/flux-system/gotk-sync.yaml', 'kind: GitRepository\n');
  hub.write('tenants/prod-us/mine.yaml', 'mine');
  const before = hub.tree();

  const report = hub.render(rest).publish({ removeClusters: ['prod-us'] });

  expect(report).toMatchObject({ ok: true, changed: true });
  expect(report.clusters.find(({ cluster }) => cluster === 'prod-us')).toMatchObject({
    objects: 0,
    written: [],
    deleted: [
      'clusters/prod-us/infrastructure.yaml',
      'clusters/prod-us/kustomization.yaml',
      'clusters/prod-us/tenants/billing.yaml',
      'tenants/prod-us/billing/base/tenant.yaml',
    ],
    inventory: true,
    unknown: [...bootstrapFiles, 'tenants/prod-us/mine.yaml'],
  });
  const expected = Object.entries(before).filter(
    ([path]) => !path.includes('prod-us') || path.includes('gotk-') || path.includes('mine'),
  );
  expect(hub.tree()).toEqual(Object.fromEntries(expected));
});

test.each([
  [
    'is still in the hub',
    fleet,
    true,
    'prod-us',
    'publish/remove-cluster',
    'prod-us is to be removed, and the hub still has it.',
  ],
  [
    'may be in the hub, of which only a part was rendered',
    rest,
    false,
    'prod-us',
    'publish/remove-cluster',
    'prod-us is to be removed, and only a selection of clusters was rendered: it may well be there still.',
  ],
  ['was never published', rest, true, 'prod-u', 'publish/unknown-name', 'No removable cluster is called prod-u.'],
])('a cluster that %s is not removed', (_, clusters, complete, name, rule, message) => {
  const hub = new TestHub(fleet);
  hub.publish();
  const before = hub.tree();

  const report = hub.render(clusters, { complete }).publish({ removeClusters: [name] });

  expect(report.problems).toContainEqual(expect.objectContaining({ rule, message }));
  expect(hub.tree()).toEqual(before);
});

test('an edited file of a cluster to be removed is refused like any other', () => {
  const hub = new TestHub(fleet);
  hub.publish();
  hub.write('clusters/prod-us/infrastructure.yaml', 'by hand');

  const report = hub.render(rest).publish({ removeClusters: ['prod-us'] });

  expect(report.problems).toMatchObject([{ rule: 'publish/edited', cluster: 'prod-us' }]);
});
