import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ClusterContract, type Contract, type FolderOf, Probes, Spoke, SpokeApp } from 'cdk8s-flux-hub/spoke';
import { ConfigMap, Deployment } from 'cdk8s-plus-28';
import { expect, onTestFinished, test, vi } from 'vitest';
import { contract } from './contract';
import { spoke } from './mistakes/shop';
import { problemsOf } from './problems-of';

test('a mistake is printed as those of a hub are: what, at which line of whose code, and what to do', () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => {
    said.mockRestore();
    process.exitCode = 0;
  });
  spoke.synth();

  expect(process.exitCode).toBe(1);
  expect(said.mock.calls.join('')).toBe(`\
✖ App worker listens on no port, and connectTo needs one.
    at  shop.ts:22   jobs/namespace:shop-jobs/worker/app
  Fix: Give it a \`port\`.

✖ The contract has no app jobs in dev.
    at  shop.ts:19
  Fix: Leave dev out, or ask the platform team for it.

✖ The contract of shop has no app wbe.
    at  shop.ts:27
  Fix: Did you mean web?

✖ Secret b is in namespace shpo, which the tenant does not have on prod-eu, prod-us, staging-eu.
    at  shop.ts:13   config/billing
  Fix: Did you mean shop?

✖ ConfigMap shop/settings of v1 is already rendered by config/settings.
    at  worker.ts:10   config/worker/settings
  Fix: Remove one of them, or give it another name.

✖ limits.yaml cannot be read.
    at  shop.ts:15   config
  Fix: Correct the path: it begins at the repo's root.

✖ ../db.env leads out of the repo.
    at  shop.ts:16   config
  Fix: Name a file of this repo.
`);
});

test('an object that cannot be made a manifest of is one of the mistakes', () => {
  const again = new Spoke({ contract, root: __dirname });
  again.app('web', { prod: () => {}, staging: () => {} });
  again.app('jobs', { staging: () => {} });
  again.app('config', (folder) => {
    folder.addFile('limits.yaml');
    new Deployment(folder, 'web', { metadata: { name: 'web' } });
  });

  expect(problemsOf(() => again.files())).toEqual([
    expect.stringMatching(
      /^The object cannot be rendered: .+ must have at least 1 container\. Correct what it is given\.$/,
    ),
    expect.stringContaining('limits.yaml cannot be read.'),
  ]);
});

test('an id that is taken is one of the mistakes', () => {
  const again = new Spoke({ contract, root: __dirname });
  again.app('config', (folder) => {
    new ConfigMap(folder, 'settings', { metadata: { name: 'a' } });
    new ConfigMap(folder, 'settings', { metadata: { name: 'b' } });
  });
  again.app('web', { prod: () => {}, staging: () => {} });
  again.app('jobs', { staging: (folder) => folder.addFile('limits.yaml') });

  expect(problemsOf(() => again.files())).toEqual([
    'Two constructs of one scope have the id settings. Give this one another id: it is the second argument.',
    expect.stringContaining('limits.yaml cannot be read.'),
  ]);
  expect(() => again.files()).toThrow(/\n {4}at {2}mistakes\.test\.ts:\d+\n/);
});

test('a misspelt app or environment is one mistake, and not also that nothing fills the one that is meant', () => {
  const misspelt = new Spoke<Contract>({ contract, root: __dirname });
  misspelt.app('web', { prod: () => {}, stagin: () => {} });
  misspelt.app('jbos', { staging: () => {} });

  expect(problemsOf(() => misspelt.files())).toEqual([
    'The contract has no app web in stagin. Did you mean staging?',
    'The contract of shop has no app jbos. Did you mean jobs?',
    "The hub applies app config, and nothing fills it. Add spoke.app('config', …).",
  ]);
});

/** What a program prints whose spoke is this file. */
function printedBy(shop: string) {
  const repo = resolve(__dirname, '..', '..');
  const folder = mkdtempSync(join(tmpdir(), 'flux-hub-spoke-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = {
    'package.json': '{ "name": "shop-apps" }',
    'main.ts': "import { spoke } from './shop';\nspoke.synth();\n",
    'shop.ts': `import { Spoke } from 'cdk8s-flux-hub/spoke';\n${shop}\n`,
  };
  symlinkSync(join(repo, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('a spoke that is not exported is told of with the line that calls it', () => {
  expect(printedBy('const spoke = new Spoke({ contract: {} as never });\nexport default spoke;')).toEqual({
    status: 1,
    stderr: `\
✖ \`synth\` is called of what is no spoke. The one of shop.ts:2 is not exported as \`spoke\`, or not imported as that.
    at  main.ts:2
  Fix: Write \`export const spoke = new Spoke({ … })\`, and import it: \`import { spoke } from './shop'\`.
`,
  });
});

test('so is a mistake of the spoke itself', () => {
  expect(printedBy('export const spoke = new Spoke({ contarct: {} } as never);')).toEqual({
    status: 1,
    stderr: `\
✖ The spoke has no property \`contarct\`.
    at  shop.ts:2
  Fix: Did you mean contract?
`,
  });
});

test('what nobody compiled is one of the mistakes, whatever it breaks', () => {
  const again = new Spoke<Contract>({ contract, root: __dirname });
  const app = { name: 'web', image: 'web:1', port: 80, probes: Probes.tcp() };
  again.app('web', {
    prod: (folder) => new SpokeApp(folder, 'web', { ...app, writable: 7 as never }),
    staging: (folder) => new SpokeApp(folder, 'web', { ...app, egress: ['10.0.0.0/8' as never] }),
  });
  again.app('jobs', undefined as never);
  again.app('config', (folder) => folder.addFile('limits.yaml'));

  expect(problemsOf(() => again.files())).toEqual([
    expect.stringMatching(/^The code fails: .* is not a function.*\. Compile it, with `tsc`: /),
    'Nothing fills app jobs of staging. Give it a function: { staging: (folder) => { … } }.',
    'The object cannot be rendered: spec.egress.1.to.0 is undefined. Correct what it is given.',
    expect.stringContaining('limits.yaml cannot be read.'),
  ]);
  expect(() => again.files()).toThrow(/The code fails: .*\n {4}at {2}mistakes\.test\.ts:\d+\n/);
});

test('a namespace that there is not is one mistake, on however many clusters', () => {
  const again = new Spoke<Contract>({ contract, root: __dirname });
  const fill = (folder: FolderOf<ClusterContract, string>) => folder.inNamespace('shpo');
  again.app('web', { prod: fill, staging: () => {} });
  again.app('jobs', { staging: () => {} });
  again.app('config', () => {});

  expect(problemsOf(() => again.files())).toEqual([
    'There is no namespace shpo on prod-eu, prod-us. Did you mean shop?',
  ]);
});

test('who catches it reads the line too', () => {
  expect(() => spoke.files()).toThrow('limits.yaml cannot be read.\n    at  shop.ts:15   config\n  Fix: Correct');
});
