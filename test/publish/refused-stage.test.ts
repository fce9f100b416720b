import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TestHub } from './support';

const clusters = { 'prod-eu': { environment: 'prod', tenants: { billing: 'b1' } } };

function expectRefused(hub: TestHub, rule: string, message: string, fix = 'Run synth again.') {
  const report = hub.publish();
  expect(report).toMatchObject({ ok: false, changed: false, problems: [{ rule, severity: 'error', message, fix }] });
  expect(existsSync(hub.deploy)).toBe(false);
}

test('a stage that does not exist is refused', () => {
  const hub = new TestHub(clusters);
  rmSync(hub.stage, { recursive: true });
  const fix = 'Run synth first, in the hub repo.';
  expectRefused(hub, 'publish/no-stage', 'dist/ does not exist: nothing was rendered here.', fix);
});

test('a stage without the facts of its fleet is refused as partial', () => {
  const hub = new TestHub(clusters);
  rmSync(join(hub.stage, '.index', 'fleet.json'));
  expectRefused(hub, 'publish/partial-stage', 'dist/ is not whole: a synth is running, failed, or was stopped.');
});

test('a stage of another format is refused', () => {
  const hub = new TestHub().render(clusters, { format: 5 as 4 });
  expectRefused(hub, 'publish/stage-format', 'dist/ has format 5, and this version reads 4.');
});

test('a stage that another version rendered is refused', () => {
  const hub = new TestHub().render(clusters, { version: '0.9.0' });
  expectRefused(hub, 'publish/stage-version', 'dist/ was rendered by version 0.9.0, and this is 1.0.0.');
});

test('a stage that was rendered from other inputs is refused', () => {
  const hub = new TestHub().render(clusters, { inputs: 'inputs-of-yesterday' });
  const message = 'The staged tree was rendered from other inputs than are there now.';
  expectRefused(hub, 'publish/stage-inputs', message);
});

test('a stage in which files were changed, or are missing, is refused and names them', () => {
  const hub = new TestHub(clusters);
  writeFileSync(join(hub.stage, 'clusters/prod-eu/infrastructure.yaml'), 'other');
  writeFileSync(join(hub.stage, 'clusters/prod-eu/kustomization.yaml'), 'other');
  rmSync(join(hub.stage, 'tenants/prod-eu/billing/base/tenant.yaml'));
  expectRefused(
    hub,
    'publish/stage-damaged',
    'dist/ was changed since it was rendered: clusters/prod-eu/infrastructure.yaml, ' +
      'tenants/prod-eu/billing/base/tenant.yaml, clusters/prod-eu/kustomization.yaml.',
  );
});

test('a stage that lacks the index of a cluster is refused', () => {
  const hub = new TestHub(clusters);
  rmSync(join(hub.stage, '.index', 'clusters', 'prod-eu.json'));
  expectRefused(hub, 'publish/stage-damaged', 'dist/.index/clusters/prod-eu.json: is missing.');
});

test.each([
  [
    '"path":"tenants/prod-eu/billing/base/tenant.yaml"',
    '"path":"../tenant.yaml"',
    /^dist\/\.index\/clusters\/prod-eu\.json: files\[2\]\.path is "\.\.\/tenant\.yaml", not a path inside the tree\.$/,
  ],
  [
    '"path":"tenants/prod-eu/billing/base/tenant.yaml"',
    '"path":"/etc/passwd"',
    /files\[2\]\.path is "\/etc\/passwd", not a path inside the tree\.$/,
  ],
  [
    '"path":"tenants/prod-eu/billing/base/tenant.yaml"',
    '"path":".inventory/prod-us.json"',
    /files\[2\]\.path is ".inventory\/prod-us.json", not a path/,
  ],
  [
    '"path":"tenants/prod-eu/billing/base/tenant.yaml"',
    '"path":"clusters/prod-eu/kustomization.yaml"',
    /names clusters\/prod-eu\/kustomization.yaml twice\.$/,
  ],
  ['"cluster":"prod-eu"', '"cluster":"prod-us"', /is of prod-us in prod, not of prod-eu in prod\.$/],
  ['"lists":', '"list":', /: lists is missing\.$/],
  ['{"format"', '{format', /is not JSON: /],
])('an index with %s written as %s is refused', (from, to, message) => {
  const hub = new TestHub(clusters);
  const index = join(hub.stage, '.index', 'clusters', 'prod-eu.json');
  const text = readFileSync(index, 'utf8');
  expect(text).toContain(from);
  writeFileSync(index, text.replace(from, to));

  expect(hub.publish().problems).toMatchObject([
    { rule: 'publish/stage-damaged', message: expect.stringMatching(message) },
  ]);
  expect(existsSync(hub.deploy)).toBe(false);
});

test('a cluster whose name would lead elsewhere is refused', () => {
  const nothing = { tenants: [], sources: [], hostnames: [], objects: 0, files: 0 };
  const hub = new TestHub().render({}, { clusters: [{ name: '../prod-eu', environment: 'prod', ...nothing }] });
  const message = 'dist/.index/fleet.json: clusters[0].name is "../prod-eu", not a name of a cluster.';
  expectRefused(hub, 'publish/stage-damaged', message);
});
