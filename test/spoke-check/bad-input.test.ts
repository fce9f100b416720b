import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkSpoke } from '../../lib/spoke-check/check-spoke';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import { type Files, goodSpokes } from './spokes';
import { contractOf, hubWith, rendered } from './stage';

const [good] = goodSpokes;
const contract = contractOf(rendered(hubWith(good ? [good] : [])), 'shop');
const files: Files = good?.files ?? {};
const manifests = ['deployment', 'service', 'route'].map((name) => [
  `app/${name}.yaml`,
  parse(files[`app/${name}.yaml`] ?? ''),
]);

const odd = [null, 'text', 7, true, [], ['text'], {}, { matchLabels: 'text' }];
const fields = [
  'spec',
  'spec.selector',
  'spec.template',
  'spec.template.spec',
  'spec.template.spec.containers',
  'spec.parentRefs',
  'spec.hostnames',
  'spec.rules',
  'spec.ports',
  'metadata.labels',
  'metadata.annotations',
];

function withOdd(manifest: object, path: string, value: unknown): object {
  const copy = structuredClone(manifest) as Record<string, unknown>;
  const keys = path.split('.');
  let at = copy;
  for (const key of keys.slice(0, -1)) {
    if (typeof at[key] !== 'object' || at[key] === null) at[key] = {};
    at = at[key] as Record<string, unknown>;
  }
  at[keys.at(-1) ?? ''] = value;
  return copy;
}

test.each(fields)('whatever %s is, it is said what is wrong, and the check ends', async (field) => {
  for (const value of odd) {
    const changed = Object.fromEntries(
      manifests.map(([path, manifest]) => [path, stringify(withOdd(manifest, field, value))]),
    );
    const { findings, clusters } = await checkSpoke(written({ ...files, ...changed }), contract, {
      kustomize: kubectl(),
    });

    expect(clusters).toHaveLength(1);
    expect(findings.every(({ message }) => message.endsWith('.'))).toBe(true);
  }
}, 60_000);

test('a repo without anything is an app without its folder', async () => {
  const { findings } = await checkSpoke(written({ 'README.md': '' }), contract);

  expect(findings.map(({ message }) => message)).toEqual(['App good is applied from app, which is not there.']);
});

test('files that a misspelt field of the kustomization should list are told of, since Flux drops the field', async () => {
  const list = String(files['app/kustomization.yaml']).replace('resources:', 'resource:');
  const { findings } = await checkSpoke(written({ ...files, 'app/kustomization.yaml': list }), contract, {
    kustomize: kubectl(),
  });

  expect(findings.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
    'repo/unreached-file app/deployment.yaml',
    'repo/unreached-file app/route.yaml',
    'repo/unreached-file app/service.yaml',
  ]);
});
