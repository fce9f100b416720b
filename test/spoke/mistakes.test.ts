import { Spoke } from 'cdk8s-flux-hub/spoke';
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

✖ The hub applies app web, and nothing fills it.
    at  shop.ts:8
  Fix: Add spoke.app('web', …).

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

test('who catches it reads the line too', () => {
  expect(() => spoke.files()).toThrow('limits.yaml cannot be read.\n    at  shop.ts:15   config\n  Fix: Correct');
});
