import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkCommand } from '../../lib/cli/check';
import { contractAnnotation } from '../../lib/contract/contract';
import { shortHash } from '../../lib/contract/contract-hash';
import { run } from '../audit/run';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import { contractWith, filesOf, partOf } from './contracts';
import { type Files, goodSpokes } from './spokes';
import { contractOf, hubWith, rendered } from './stage';

const spokes = goodSpokes.filter(({ name }) => name === 'good');
const shop = partOf(contractOf(rendered(hubWith(spokes)), 'shop'));
const contract = contractWith('shop', { 'prod/eu': shop, 'prod/us': shop });
const own: Files = spokes[0]?.files ?? {};
const good = { ...own, ...filesOf(contract) };
const bad = { ...good, 'app/route.yaml': String(own['app/route.yaml']).replace('good.shop.acme.io', 'www.acme.io') };

/** Runs `flux-hub check` in a repo of some files. */
function check(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  return run(checkCommand, [written(files), '--kustomize', kubectl(), ...options]);
}

/** Lets kubectl on PATH be a program that prints an answer, and notes what it was asked. @returns reads the notes */
function fakeKubectl(answer: object | string): () => string {
  const folder = mkdtempSync(join(tmpdir(), 'flux-hub-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const notes = join(folder, 'asked');
  writeFileSync(join(folder, 'answer'), typeof answer === 'string' ? answer : JSON.stringify(answer));
  const end = typeof answer === 'string' ? `cat '${folder}/answer' >&2; exit 1` : `cat '${folder}/answer'`;
  writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\necho "$@" >> '${notes}'\n${end}\n`);
  chmodSync(join(folder, 'kubectl'), 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return () => (existsSync(notes) ? readFileSync(notes, 'utf8') : '');
}

/** What a cluster says that holds the tenant to a contract. */
function applied(hash: string) {
  const spec = { commonMetadata: { annotations: { [contractAnnotation]: hash } } };
  return { items: [{ metadata: { name: 'good', namespace: 'shop' }, spec }] };
}

const unknown = 'Whether the hub has changed the contract since is not known: --kubeconfig asks a cluster.';

describe('as text', () => {
  test('nothing to say is one line, and another that the contract may be old', async () => {
    expect(await check(good)).toEqual({
      status: 0,
      stdout: `no findings: 2 clusters, 6 objects: prod/eu, prod/us\n${unknown}\n`,
      stderr: '',
    });
  });

  test('what several clusters refuse is said once, with all of them', async () => {
    const { status, stdout } = await check(bad);

    expect(status).toBe(1);
    expect(stdout).toBe(
      [
        '✖ spoke/hostname-not-granted  prod/eu, prod/us',
        '  HTTPRoute shop/good has the hostname www.acme.io, which the contract does not grant: granted are *.shop.acme.io, shop.acme.io.',
        '    at  app/route.yaml:1',
        '  Fix: Use a hostname that is granted, or ask the platform team for this one.',
        '',
        '1 error',
        '',
        '2 clusters, 6 objects: prod/eu, prod/us',
        unknown,
        '',
      ].join('\n'),
    );
  });

  test('one cluster can be asked for, with or without its environment', async () => {
    for (const name of ['us', 'prod/us'])
      expect((await check(bad, '--cluster', name)).stdout).toContain('1 cluster, 3 objects: prod/us');
    expect(await check(bad, '--cluster', 'moon')).toMatchObject({
      status: 2,
      stderr: 'error: the contract has no cluster moon: it has prod/eu, prod/us\n',
    });
  });
});

describe('for machines', () => {
  test('JSON has the contract, what is known of it, the findings and the clusters', async () => {
    const { contract: told, findings, clusters, ...rest } = JSON.parse((await check(bad, '--json')).stdout);

    expect(told).toEqual({
      file: 'contract.json',
      tenant: 'shop',
      hash: contract.hash,
      state: { state: 'unknown', message: unknown },
    });
    expect(findings).toHaveLength(2);
    expect(findings[0]).toEqual({
      rule: 'spoke/hostname-not-granted',
      severity: 'error',
      message: expect.stringContaining('www.acme.io'),
      fix: expect.any(String),
      cluster: 'prod/eu',
      object: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', namespace: 'shop', name: 'good' },
      file: 'app/route.yaml',
      line: 1,
    });
    expect(clusters[1]).toEqual({ name: 'prod/us', apps: ['good'], objects: 3 });
    expect(rest).toEqual({});
  });

  test('SARIF and JUnit name the rule and the line', async () => {
    const sarif = JSON.parse((await check(bad, '--format', 'sarif')).stdout).runs[0];
    const junit = (await check(bad, '--format', 'junit')).stdout;

    expect(sarif.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['spoke/hostname-not-granted']);
    expect(sarif.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('app/route.yaml');
    expect(junit).toContain('<testsuites name="flux-hub check"');
    expect(junit).toContain('<failure type="error" message="HTTPRoute shop/good has the hostname www.acme.io');
  });
});

describe('the contract', () => {
  test('may lie elsewhere, in TypeScript too, or in contracts/', async () => {
    const { 'contract.json': json, 'contract.ts': ts, ...rest } = good;
    const elsewhere = join(written({ 'shop.ts': ts }), 'shop.ts');

    expect((await check(rest, '--contract', elsewhere)).status).toBe(0);
    expect((await check({ ...rest, 'contract.ts': ts })).status).toBe(0);
    expect((await check({ ...rest, 'contracts/shop.json': json })).status).toBe(0);
    expect(await check(rest)).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no contract in') });
    expect(await check(rest, '--contract', 'nowhere.json')).toMatchObject({
      status: 2,
      stderr: 'error: there is no nowhere.json\n',
    });
    expect(await check(rest, '--contract', __dirname)).toMatchObject({
      status: 2,
      stderr: `error: ${__dirname} is a folder: name the contract in it\n`,
    });
  });

  test('may have CRLF line endings, in one of its files or in both', async () => {
    const converted = Object.fromEntries(
      (['contract.json', 'contract.ts'] as const).map((path) => [path, good[path].replaceAll('\n', '\r\n')]),
    );

    for (const files of [
      { ...good, ...converted },
      { ...good, 'contract.ts': converted['contract.ts'] ?? '' },
    ])
      expect((await check(files)).status).toBe(0);
    const edited = converted['contract.json']?.replace('"200"', '"2000"') ?? '';
    expect((await check({ ...good, 'contract.json': edited })).stdout).toContain('was changed since the hub wrote it');
  });

  test.each([
    [
      'is not as the hub wrote it',
      { 'contract.json': good['contract.json'].replace('"200"', '"2000"') },
      'was changed since the hub wrote it',
    ],
    ['is none', { 'contract.json': '{}' }, 'is no contract'],
    [
      'is of a later format',
      { 'contract.json': good['contract.json'].replace('"version": 1', '"version": 2') },
      'contract.json is of format 2, and this cdk8s-flux-hub reads format 1: use the release that the hub uses.',
    ],
    [
      'is an older one than the types of the code',
      { 'contract.ts': filesOf(contractWith('shop', { 'prod/eu': shop }))['contract.ts'] },
      'do not say the same',
    ],
    [
      'is one of two tenants',
      { 'contract.ts': filesOf(contractWith('store', { 'prod/eu': shop }))['contract.ts'] },
      'are the contracts of two tenants',
    ],
  ])('that %s is an error', async (_, files, says) => {
    const { status, stdout } = await check({ ...good, ...files });

    expect(status).toBe(1);
    expect(stdout).toContain('✖ spoke/contract');
    expect(stdout).toContain(says);
  });
});

describe('a cluster', () => {
  test('is not asked unless a kubeconfig is named', async () => {
    const asked = fakeKubectl(applied('0'));
    await check(good);

    expect(asked()).toBe('');
  });

  test('that has the hash of the contract makes it fresh', async () => {
    const asked = fakeKubectl(applied(shortHash(partOf(contract).hash)));
    const { status, stdout } = await check(good, '--kubeconfig', 'kube.yaml', '--context', 'eu');

    expect(status).toBe(0);
    expect(stdout).toContain('The contract is what the cluster has: that of prod/eu, prod/us.');
    expect(asked()).toBe(
      '--kubeconfig kube.yaml --context eu --namespace shop --request-timeout=20s get kustomizations.kustomize.toolkit.fluxcd.io --output=json\n',
    );
  });

  test('that has another makes it stale, which is an error', async () => {
    fakeKubectl(applied('0123456789abcdef'));
    const { status, stdout } = await check(good, '--kubeconfig', 'kube.yaml', '--json');
    const { contract: told, findings } = JSON.parse(stdout);

    expect(status).toBe(1);
    expect(told.state.state).toBe('stale');
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'spoke/contract-stale',
        message: expect.stringMatching(
          /that is 0123456789abcdef, and the contract says [0-9a-f]{16} of prod\/eu, prod\/us\.$/,
        ),
        file: 'contract.json',
      }),
    ]);
  });

  test('that has none of the apps tells nothing', async () => {
    fakeKubectl({ items: [] });

    expect((await check(good, '--kubeconfig', 'kube.yaml')).stdout).toContain(
      'nothing there says which contract holds',
    );
  });

  test('that does not answer is a failure of the run, with the word of kubectl that says why', async () => {
    fakeKubectl('E1121 memcache.go: noise\n\nUnable to connect to the server\n\nTo learn more, read a page\n');

    expect(await check(good, '--kubeconfig', 'kube.yaml')).toEqual({
      status: 3,
      stdout: '',
      stderr: 'flux-hub: the cluster has no answer: Unable to connect to the server\n',
    });
  });
});

test('a cluster cannot be asked without a kubectl', async () => {
  vi.stubEnv('PATH', written({}));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });

  expect(await check(good, '--kubeconfig', 'kube.yaml')).toEqual({
    status: 3,
    stdout: '',
    stderr: 'flux-hub: the cluster has no answer: there is no kubectl on PATH\n',
  });
});

test('a context without a kubeconfig, and a folder that is none, are wrong usage', async () => {
  expect((await check(good, '--context', 'eu')).status).toBe(2);
  expect((await run(checkCommand, ['nowhere'])).stderr).toBe('error: nowhere is no folder\n');
});

test('a folder that takes kustomize, and none there, is an error that says so', async () => {
  const { status, stdout } = await check(good, '--kustomize', 'nowhere');

  expect(status).toBe(1);
  expect(stdout).toContain('There is no program at nowhere');
});
