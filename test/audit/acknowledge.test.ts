import { describe, expect, test } from 'vitest';
import { type Files, kustomization, list, repo } from './fleet';
import { audit, findingsOf } from './run';

/** A Kustomization that prunes nothing, which `flux/prune-off` says, and accepts what the text says. */
function unpruned(acknowledge: string, spec: Readonly<Record<string, unknown>> = { prune: false }): Files {
  const { metadata, ...rest } = JSON.parse(kustomization('apps', { path: './apps', ...spec }));
  const annotations = { 'cdk8s-flux-hub/acknowledge': acknowledge };
  return repo({
    'clusters/prod/apps.yaml': JSON.stringify({ ...rest, metadata: { ...metadata, annotations } }),
    'apps/kustomization.yaml': list(),
  });
}

const said = async (files: Files, ...options: readonly string[]) =>
  (await findingsOf(files, ...options)).map(({ rule, severity }) => `${severity} ${rule}`);

test('what an object acknowledges is a note that carries the reason', async () => {
  const [finding] = await findingsOf(unpruned('flux/prune-off: moved by hand (until 2027-03-01)'));

  expect(finding).toMatchObject({
    rule: 'flux/prune-off',
    severity: 'note',
    message: 'Kustomization flux-system/apps sets prune to false. Acknowledged until 2027-03-01: moved by hand',
    acknowledged: { reason: 'moved by hand', until: '2027-03-01' },
  });
  expect((await audit(unpruned('flux/prune-off: moved by hand'), '--fail-on', 'warning')).status).toBe(0);
});

test('its last day is the one that it names, and afterwards the finding is back, with one that says so', async () => {
  const files = unpruned('flux/prune-off: moved by hand (until 2027-03-01)');

  expect(await said(files, '--today', '2027-03-01')).toEqual(['note flux/prune-off']);
  expect(await said(files, '--today', '2027-03-02')).toEqual([
    'warning checks/acknowledgement',
    'warning flux/prune-off',
  ]);
});

describe('says so of an acknowledgement that', () => {
  const fault = async (files: Files) => {
    const found = await findingsOf(files);
    return found.filter(({ rule }) => rule === 'checks/acknowledgement').map(({ message, fix }) => `${message} ${fix}`);
  };

  test.each<[what: string, text: string, message: string]>([
    [
      'has no reason',
      'flux/prune-off:',
      "acknowledges flux/prune-off and does not say why. Say it: `flux/prune-off: …` in the annotation, `{ reason: '…' }` in code.",
    ],
    [
      'has no colon',
      'flux/prune-off',
      "acknowledges flux/prune-off and does not say why. Say it: `flux/prune-off: …` in the annotation, `{ reason: '…' }` in code.",
    ],
    [
      'is misspelt',
      'flux/prune-of: x',
      'acknowledges flux/prune-of, and there is no such rule. Did you mean flux/prune-off?',
    ],
    [
      'names nothing like a rule',
      'later, maybe: x',
      'acknowledges later, maybe, and there is no such rule. `flux-hub explain --list` lists all rules.',
    ],
    [
      'names no day',
      'flux/prune-off: x (until 2027-02-30)',
      'acknowledges flux/prune-off until 2027-02-30, which is no day. Write it as 2027-03-01.',
    ],
    [
      'names what nobody can accept',
      'manifest/not-served: x',
      'acknowledges manifest/not-served, which nobody can. Remove the acknowledgement.',
    ],
  ])('%s, and accepts nothing by it', async (_, text, message) => {
    expect(await fault(unpruned(text))).toEqual([`Kustomization flux-system/apps ${message}`]);
    expect(await said(unpruned(text))).toContain('warning flux/prune-off');
  });

  test('matches nothing', async () => {
    expect(await fault(unpruned('flux/prune-off: x', {}))).toEqual([
      'Kustomization flux-system/apps acknowledges flux/prune-off, which has nothing to say of it. Remove the acknowledgement.',
    ]);
  });
});

test('each line of an annotation is an acknowledgement of its own', async () => {
  const files = unpruned('flux/prune-off: one (very old)\n\n  flux/force: two\n', { prune: false, force: true });

  expect(await said(files)).toEqual(['note flux/force', 'note flux/prune-off']);
});

test('one in a base that clusters share holds as long as any of them needs it', async () => {
  const { 'clusters/prod/apps.yaml': text = '', ...rest } = unpruned('flux/prune-off: moved by hand');
  const sync = (name: string) => ({
    [`clusters/${name}/flux-system/gotk-sync.yaml`]: '# yet to come\n',
    [`clusters/${name}/flux-system/kustomization.yaml`]: list('gotk-sync.yaml'),
  });
  const pruned = JSON.stringify({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['flux-system', '../../base'],
    patches: [
      {
        target: { kind: 'Kustomization', name: 'apps' },
        patch: '[{"op":"replace","path":"/spec/prune","value":true}]',
      },
    ],
  });
  const shared = {
    ...rest,
    ...sync('staging'),
    'base/kustomization.yaml': list('apps.yaml'),
    'base/apps.yaml': text,
    'clusters/prod/kustomization.yaml': list('flux-system', '../../base'),
    'clusters/staging/kustomization.yaml': pruned,
  };

  expect(await said(shared)).toEqual(['note flux/prune-off']);
  expect(await said({ ...shared, 'clusters/prod/kustomization.yaml': pruned })).toContain(
    'warning checks/acknowledgement',
  );
});
