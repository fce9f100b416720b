import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { hub } from '../hub';
import { shell, succeed } from './tools/shell';
import { workingCopy } from './tools/working-copy';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = resolve(__dirname, '../.github/workflows');
const text = (file: string) => readFileSync(join(folder, file), 'utf8');
const workflow = (file: string) => parse(text(file)) as Workflow;
const steps = (file: string) => Object.values(workflow(file).jobs).flatMap((job) => job.steps);

const work = mkdtempSync(join(tmpdir(), 'flux-hub-workflow-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe.each(readdirSync(folder))('%s', (file) => {
  test('is a workflow that GitHub accepts', async () => {
    // By tsx, as this package imports JSON in a way that Node refuses.
    const { validate } = (await tsImport('@actions/languageservice', __filename)) as LanguageService;

    expect(await validate(TextDocument.create(`file:///${file}`, 'yaml', 1, text(file)))).toEqual([]);
  });

  test('names every action by commit, and says which version that is', () => {
    const uses = text(file).match(/uses: .*/g);

    expect(uses).not.toBeNull();
    for (const line of uses ?? []) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('writes no expression into a command, where its value would be code', () => {
    for (const { run } of steps(file)) expect(run ?? '').not.toContain('${{');
  });

  test('runs Node 20, and keeps the token out of the checkout', () => {
    const given = (action: string) => steps(file).find(({ uses }) => uses?.startsWith(action))?.with;

    expect(given('actions/setup-node@')).toMatchObject({ 'node-version': 20 });
    expect(given('actions/checkout@')).toMatchObject({ 'persist-credentials': false });
  });
});

type LanguageService = typeof import('@actions/languageservice', { with: { 'resolution-mode': 'import' }});

test('what runs the code of a pull request can write nothing and knows no secret', () => {
  const { on, permissions, jobs } = workflow('check.yml');

  expect(Object.keys(on)).toEqual(['pull_request']);
  expect(permissions).toEqual({ contents: 'read' });
  expect(Object.values(jobs).map((job) => job.permissions)).toEqual([undefined]);
  expect(text('check.yml')).not.toMatch(/secrets\.|github\.token/);
});

test('only the job that commits may write, and only its last step holds the token', () => {
  const { permissions, jobs } = workflow('publish.yml');
  const holders = steps('publish.yml').map((step) => JSON.stringify(step).includes('github.token'));

  expect(permissions).toEqual({});
  expect(Object.values(jobs).map((job) => job.permissions)).toEqual([{ contents: 'write' }]);
  expect(holders.lastIndexOf(true)).toBe(holders.length - 1);
  expect(holders.indexOf(true)).toBe(holders.length - 1);
  expect(text('publish.yml')).not.toContain('secrets.');
});

test('publishing offers the environments of the hub', () => {
  const { on } = workflow('publish.yml');

  expect(on).toHaveProperty(
    'workflow_dispatch.inputs.environment.options',
    hub.environments.map(({ name }) => name),
  );
});

// Every command of both workflows runs here as it is written, in a clone: `npm ci` once for both, `npm test` over one small test.
describe('in a clone', { timeout: 180_000 }, () => {
  const seed = join(work, 'seed');
  const clone = join(work, 'clone');
  const summary = join(work, 'summary.md');
  const author = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  };
  const env = { ENVIRONMENT: 'staging', GITHUB_STEP_SUMMARY: summary, npm_config_cache: join(work, 'npm') };
  const log = async () => (await succeed('git log --format=%s main', join(work, 'origin.git'))).trim().split('\n');

  const run = ({ run: command = '', env: given = {} }: Step) => {
    const own = Object.entries(given).map(([name, value]) => [name, String(value).replace(/\$\{\{.*?\}\}/, 'token')]);
    return shell(command, clone, { ...env, ...Object.fromEntries(own) });
  };
  const runAll = async (file: string) => {
    const outcomes = new Map<string, string>();
    for (const step of steps(file).filter((each) => each.run !== undefined && each.run !== 'npm ci')) {
      const { status, stdout, stderr } = await run(step);
      expect(status, `${step.run}\n${stdout}${stderr}`).toBe(0);
      outcomes.set(step.name ?? step.run ?? '', stdout);
    }
    return outcomes;
  };
  const named = (file: string, name: string) => steps(file).find((step) => step.name === name) ?? {};

  beforeAll(async () => {
    await workingCopy(seed);
    rmSync(join(seed, 'bench'), { recursive: true });
    // A script of the repo's own finds helm by the tools of its tests.
    for (const name of readdirSync(join(seed, 'test')).filter((name) => name !== 'tools'))
      rmSync(join(seed, 'test', name), { recursive: true });
    writeFileSync(join(seed, 'test', 'hub.test.ts'), hubTest);
    await succeed('git init --quiet --initial-branch main && git add --all && git commit --quiet -m Hub', seed, author);
    await succeed('git clone --quiet --bare seed origin.git && git clone --quiet origin.git clone', work);
    // What npx remembers of this clone goes with it; what npm has downloaded is shared.
    const cache = (await succeed('npm config get cache', work)).trim();
    mkdirSync(env.npm_config_cache);
    symlinkSync(join(cache, '_cacache'), join(env.npm_config_cache, '_cacache'));
    await succeed('npm ci && npx flux-hub synth && npx flux-hub publish', clone, env);
    await succeed('git add --all && git commit --quiet --allow-empty -m Published && git push --quiet', clone, author);
  }, 240_000);

  beforeEach(async () => {
    await succeed('git fetch --quiet && git reset --quiet --hard origin/main && git clean -d --force --quiet', clone);
  });

  test('a pull request passes with deploy/ stale, and is shown what publishing would change', async () => {
    changeBilling(clone);

    const outcomes = await runAll('check.yml');

    const stale = outcomes.get('What is stale, by environment');
    expect(stale).toMatch(/^staging$/m);
    expect(stale).toContain('would write   tenants/staging-eu/billing/base/tenant.yaml');
    expect(stale).toMatch(/^prod$/m);
    expect(stale).toContain('would write   tenants/prod-eu/billing/base/tenant.yaml');
    expect(outcomes.get('What publishing would change')).toMatch(/^\+ +pods: "201"$/m);
    expect(readFileSync(summary, 'utf8')).toContain('deploy/tenants/staging-eu/billing/base/tenant.yaml');
    expect(await log()).toEqual(['Published', 'Hub']);
  });

  test('a pull request fails where a person edited what is rendered', async () => {
    appendFileSync(join(clone, 'deploy', 'clusters', 'prod-eu', 'infrastructure.yaml'), '# mine\n');
    await succeed('npx flux-hub synth', clone, env);

    const { status, stderr } = await run(named('check.yml', 'What publishing would change'));

    expect(status).toBe(1);
    expect(stderr).toContain('clusters/prod-eu/infrastructure.yaml');
  });

  test('a pull request that does not render fails', async () => {
    appendFileSync(join(clone, 'hub.ts'), "staging.cluster('Staging', (scope, id) => new StagingEu(scope, id));\n");

    const { status } = await run({ run: 'npx flux-hub synth' });

    expect(status).toBe(1);
  });

  test('main publishes one environment, on top of what was merged meanwhile, and nothing where there is nothing', async () => {
    changeBilling(clone);
    await succeed('git commit --quiet --all -m Change && git push --quiet', clone, author);
    await succeed('git pull --quiet ../origin.git main && git commit --quiet --allow-empty -m Meanwhile', seed, author);
    await succeed('git push --quiet ../origin.git HEAD:main', seed);

    await runAll('publish.yml');
    await runAll('publish.yml');

    expect(await log()).toEqual(['Publish staging', 'Meanwhile', 'Change', 'Published', 'Hub']);
    const changed = (await succeed('git show --format= --name-only main', join(work, 'origin.git'))).trim().split('\n');
    expect(changed).toEqual([
      'deploy/.inventory/staging-eu.json',
      'deploy/contracts/billing.json',
      'deploy/contracts/billing.ts',
      'deploy/tenants/staging-eu/billing/apps/sync.yaml',
      'deploy/tenants/staging-eu/billing/base/tenant.yaml',
    ]);
  });
});

function changeBilling(checkout: string): void {
  const file = join(checkout, 'tenants', 'billing.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace('pods: 200', 'pods: 201'));
}

const hubTest = `
import { renderHub } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { hub } from '../hub';

test('the fleet is sound', () => {
  expect(renderHub(hub).findings).toEqual([]);
});
`;
