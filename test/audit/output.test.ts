import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownRules } from '../../lib/audit/known-rules';
import { auditCommand } from '../../lib/cli/audit';
import { written } from '../deploy/written';
import { cluster, configMap, kustomization, object, owned, repo } from './fleet';
import { audit, findingsOf, run } from './run';

/** Has one error, `flux/dependency-missing`, and one warning, `flux/prune-off`. */
const faulty = repo({
  'clusters/prod/apps.yaml': kustomization('apps', { path: './apps', prune: false, dependsOn: [{ name: 'infra' }] }),
  'apps/a.yaml': configMap('a', {}, 'default'),
});

const fine = repo({
  'clusters/prod/apps.yaml': kustomization('apps', { path: './apps' }),
  'apps/a.yaml': configMap('a', {}, 'default'),
});

describe('as text', () => {
  test('errors come first, each with its place, then what was looked at', async () => {
    const { status, stdout, stderr } = await audit(faulty);

    expect(stdout).toBe(
      [
        '✖ flux/dependency-missing  prod',
        '  Kustomization flux-system/apps depends on Kustomization flux-system/infra, which does not exist.',
        '    at  clusters/prod/apps.yaml:1',
        '  Fix: Correct the name, or add what it waits for.',
        '',
        '▲ flux/prune-off  prod',
        '  Kustomization flux-system/apps sets prune to false.',
        '    at  clusters/prod/apps.yaml:1',
        '  Fix: Set prune: true, and keep single objects with the annotation kustomize.toolkit.fluxcd.io/prune: disabled.',
        '',
        '1 error, 1 warning',
        '',
        '1 cluster, 2 objects: prod',
        '',
      ].join('\n'),
    );
    expect([status, stderr]).toEqual([1, '']);
  });

  test('nothing to say is one line', async () => {
    expect(await audit(fine)).toEqual({ status: 0, stdout: 'no findings: 1 cluster, 2 objects: prod\n', stderr: '' });
  });

  test('notes are counted, and printed on request', async () => {
    const files = { ...fine, 'clusters/prod/here.yaml': configMap('here', {}, 'default') };

    expect((await audit(files)).stdout).toContain('1 note (--notes prints them)');
    expect((await audit(files, '--notes')).stdout).toContain('· repo/workload-in-cluster-folder  prod');
  });

  test('what one line makes in several namespaces is said once', async () => {
    const alert = object('notification.toolkit.fluxcd.io/v1beta3', 'Alert', 'alert', undefined, {
      spec: { providerRef: { name: 'chat' }, eventSources: [{ kind: 'Nothing', name: '*' }] },
    });
    const in_ = (namespace: string) => kustomization(namespace, { path: './apps', targetNamespace: namespace });
    const { stdout } = await audit(
      repo({ 'clusters/prod/a.yaml': in_('a'), 'clusters/prod/b.yaml': in_('b'), 'apps/alert.yaml': alert }),
    );

    expect(stdout.match(/manifest\/schema-violation/g)).toHaveLength(1);
    expect(stdout).toContain('and  Alert b/alert');
  });
});

describe('as JSON', () => {
  test('there are the findings and the clusters', async () => {
    const { status, stdout } = await audit(faulty, '--json');
    const { findings, clusters, ...rest } = JSON.parse(stdout);

    expect(findings[0]).toEqual({
      rule: 'flux/dependency-missing',
      severity: 'error',
      message: 'Kustomization flux-system/apps depends on Kustomization flux-system/infra, which does not exist.',
      fix: 'Correct the name, or add what it waits for.',
      cluster: 'prod',
      object: {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        namespace: 'flux-system',
        name: 'apps',
      },
      file: 'clusters/prod/apps.yaml',
      line: 1,
    });
    expect(clusters).toEqual([
      {
        name: 'prod',
        folder: 'clusters/prod',
        foundBy: 'bootstrap',
        kubernetes: '1.34',
        flux: '2.9',
        tenants: [],
        kustomizations: 2,
        objects: 2,
      },
    ]);
    expect(rest).toEqual({});
    expect(status).toBe(1);
  });

  test('the same repo gives the same bytes wherever it lies', async () => {
    const [one, other] = [await audit(written(faulty), '--json'), await audit(written(faulty), '--json')];

    expect(one.stdout).toBe(other.stdout);
  });
});

describe('as SARIF', () => {
  const results = async (files = faulty) => {
    const { stdout } = await audit(files, '--format', 'sarif');
    return JSON.parse(stdout).runs[0];
  };

  test('each result names its rule, its line and a fingerprint', async () => {
    const { tool, results: found } = await results();
    const [first] = found;

    expect(tool.driver).toMatchObject({
      name: 'flux-hub',
      rules: [{ id: 'flux/dependency-missing' }, { id: 'flux/prune-off' }],
    });
    expect(tool.driver.rules[0]).toMatchObject({
      defaultConfiguration: { level: 'error' },
      help: { text: expect.stringContaining('Correct the name'), markdown: expect.stringContaining('**Fix:**') },
      helpUri: expect.stringMatching(/^https:/),
    });
    expect(first).toMatchObject({
      ruleId: 'flux/dependency-missing',
      ruleIndex: 0,
      level: 'error',
      message: { text: expect.stringContaining('which does not exist') },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'clusters/prod/apps.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 1 },
          },
          logicalLocations: [{ fullyQualifiedName: 'prod/Kustomization/flux-system/apps', kind: 'resource' }],
        },
      ],
      partialFingerprints: { 'fluxHubFinding/v1': expect.stringMatching(/^[0-9a-f]{32}:1$/) },
    });
  });

  test('a fingerprint outlives a move of the file, and tells findings apart', async () => {
    const moved = Object.fromEntries(
      Object.entries(faulty).map(([path, text]) => [path.replace('prod/apps', 'prod/moved'), `# moved\n\n${text}`]),
    );
    const prints = async (files: typeof faulty) =>
      (await results(files)).results.map(
        ({ partialFingerprints }: { partialFingerprints: object }) => Object.values(partialFingerprints)[0],
      );

    expect(await prints(moved)).toEqual(await prints(faulty));
    expect(new Set(await prints(faulty)).size).toBe(2);
  });

  test('what is about no file still has a place, and what is acknowledged is suppressed', async () => {
    const { CODEOWNERS: _, ...unowned } = faulty;
    const said = Object.entries({
      ...unowned,
      'clusters/prod/apps.yaml': kustomizationWith('flux/prune-off: on purpose'),
    });
    const { results: found } = await results(Object.fromEntries(said));
    const of = (rule: string) => found.find(({ ruleId }: { ruleId: string }) => ruleId === rule);

    expect(of('repo/owner-missing').locations[0].physicalLocation.artifactLocation.uri).toBe('.');
    expect(of('flux/prune-off')).toMatchObject({
      level: 'note',
      suppressions: [{ kind: 'inSource', status: 'accepted', justification: 'on purpose' }],
    });
  });
});

function kustomizationWith(acknowledge: string): string {
  const { metadata, ...rest } = JSON.parse(kustomization('apps', { path: './apps', prune: false }));
  const annotations = { 'cdk8s-flux-hub/acknowledge': acknowledge };
  return JSON.stringify({ ...rest, metadata: { ...metadata, annotations } });
}

test('as JUnit, what fails the run is a failure, and rules that have nothing to say are cases that pass', async () => {
  const { stdout } = await audit(faulty, '--format', 'junit');

  expect(stdout).toContain('<testsuite name="repo"');
  expect(stdout.match(/<failure /g)).toHaveLength(1);
  expect(stdout).toContain(
    '<failure type="error" message="Kustomization flux-system/apps depends on Kustomization flux-system/infra, which does not exist.">',
  );
  expect(stdout).toContain('<testcase classname="flux/force" name="Force is left on"/>');
  expect(stdout.match(/<testcase /g)).toHaveLength(knownRules.length);
});

test('JUnit can be read whatever a name holds', async () => {
  const files = {
    ...fine,
    'apps/odd.yaml': `{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "<a&\\"b\\u0007>", "namespace": "default"}}\n`,
  };
  const { stdout } = await audit(files, '--format', 'junit');

  expect(stdout).toContain('&lt;a&amp;&quot;b\ufffd&gt;');
  expect(stdout).not.toContain('\u0007');
});

test('--output prints into a file, and nothing else', async () => {
  const file = join(written({}), 'report.json');
  const { status, stdout } = await audit(faulty, '--json', '--output', file);

  expect([status, stdout]).toEqual([1, '']);
  expect(JSON.parse(readFileSync(file, 'utf8')).findings).toHaveLength(2);
});

test('--fail-on says how grave it must be', async () => {
  const warned = { ...fine, 'clusters/prod/apps.yaml': kustomization('apps', { path: './apps', prune: false }) };
  const noted = { ...fine, 'clusters/prod/here.yaml': configMap('here', {}, 'default') };
  const status = async (files: typeof fine, failOn: string) => (await audit(files, '--fail-on', failOn)).status;

  expect([
    await status(warned, 'error'),
    await status(warned, 'warning'),
    await status(noted, 'warning'),
    await status(noted, 'note'),
  ]).toEqual([0, 1, 0, 1]);
});

describe('a baseline', () => {
  test('leaves out what was there before, and shows what is new', async () => {
    const file = join(written({}), 'baseline.json');
    const wrote = await audit(faulty, '--baseline', file, '--write-baseline');
    const before = await audit(faulty, '--baseline', file);
    const worse = { ...faulty, 'clusters/prod/b.yaml': kustomization('b', { path: './apps', prune: false }) };
    const after = await audit(worse, '--baseline', file, '--fail-on', 'warning', '--json');

    expect(wrote).toEqual({ status: 0, stdout: '', stderr: '' });
    expect([before.status, before.stdout]).toEqual([0, 'no findings: 1 cluster, 2 objects: prod\n']);
    expect(after.status).toBe(1);
    expect(
      JSON.parse(after.stdout).findings.map(({ object: { name } }: { object: { name: string } }) => name),
    ).toContain('b');
    expect(after.stdout).not.toContain('flux/dependency-missing');
  });

  test('stands for as many findings as it has, wherever their files are moved to', async () => {
    const file = join(written({}), 'baseline.json');
    await audit(faulty, '--baseline', file, '--write-baseline');
    const { 'clusters/prod/apps.yaml': text = '', ...rest } = faulty;
    const { status } = await audit(
      { ...rest, 'clusters/prod/moved.yaml': `\n\n${text}` },
      '--baseline',
      file,
      '--fail-on',
      'note',
    );

    expect(status).toBe(0);
  });

  test('is written sorted, and not by a run that fails', async () => {
    const folder = written({});
    const file = join(folder, 'baseline.json');
    await audit(faulty, '--baseline', file, '--write-baseline');
    const { findings } = JSON.parse(readFileSync(file, 'utf8'));

    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(['flux/dependency-missing', 'flux/prune-off']);
    expect((await audit(join(folder, 'nowhere'), '--baseline', join(folder, 'other'), '--write-baseline')).status).toBe(
      2,
    );
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });
});

test.each<[what: string, options: readonly string[], said: string]>([
  ['a format there is not', ['--format', 'xml'], 'Allowed choices are text, json, sarif, junit'],
  ['a severity there is not', ['--fail-on', 'fatal'], 'Allowed choices are error, warning, note'],
  ['a Kubernetes that is no minor', ['--kubernetes', 'latest'], 'write it as 1.34'],
  ['a day that is none', ['--today', '2027-02-30'], 'write it as 2027-03-01'],
  ['a baseline without a file', ['--write-baseline'], 'name the file with --baseline'],
  ['a baseline that is not there', ['--baseline', 'nowhere.json'], 'write it with --write-baseline'],
  ['a baseline that is something else', ['--baseline', join(__dirname, '../../package.json')], 'is no baseline'],
])('%s is wrong usage', async (_, options, said) => {
  const { status, stdout, stderr } = await audit(fine, ...options);

  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(said);
});

test('without a kustomize, what takes one is said, once', async () => {
  const files = repo({
    'clusters/prod/a.yaml': kustomization('a', { path: './apps', namePrefix: 'x-' }),
    'apps/a.yaml': configMap('a', {}, 'default'),
  });
  const { status, stdout } = await run(auditCommand, [written(files), '--kustomize', '/nowhere/kustomize']);

  expect(status).toBe(1);
  expect(stdout.match(/tree\/no-tool/g)).toHaveLength(1);
});

test('findings of a rule that needs the version of Kubernetes are errors where it is said, and warnings where it is assumed', async () => {
  const files = {
    ...cluster,
    ...owned,
    'clusters/prod/apps.yaml': kustomization('apps', { path: './apps' }),
    'apps/a.yaml': object('batch/v1beta1', 'CronJob', 'a', 'default'),
  };
  const severity = async (...options: string[]) =>
    (await findingsOf(files, ...options)).find(({ rule }) => rule === 'manifest/not-served')?.severity;

  expect([await severity(), await severity('--kubernetes', '1.33')]).toEqual(['warning', 'error']);
});
