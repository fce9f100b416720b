import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Finding } from '../../lib/manifest/finding';
import { formatFindings } from '../../lib/report/format-findings';

const printed = (findings: readonly Finding[]) => stripVTControlCharacters(formatFindings(findings));

/** A Secret without its file, on a cluster, by one line of TypeScript. */
function missing(cluster: string, rest: Partial<Finding> = {}): Finding {
  const path = `secrets/${cluster}/shop/git.yaml`;
  return {
    rule: 'secrets/file-missing',
    severity: 'error',
    message: `Secret git of shop is to come from ${path}, which does not exist.`,
    fix: `Encrypt it with sops into ${path}.`,
    cluster,
    file: 'tenants/shop.ts',
    line: 7,
    construct: `${cluster}/shop/source`,
    ...rest,
  };
}

test('a mistake that differs by the name of the cluster alone is printed once', () => {
  expect(printed([missing('prod-eu'), missing('prod-us')])).toBe(`\
✖ secrets/file-missing  prod-eu, prod-us
  Secret git of shop is to come from secrets/prod-eu/shop/git.yaml, which does not exist.
    at  tenants/shop.ts:7   prod-eu/shop/source
  Fix: Encrypt it with sops into secrets/prod-eu/shop/git.yaml.

1 error`);
});

test('of a fleet the first clusters are named', () => {
  const clusters = Array.from({ length: 1000 }, (_, index) => `store-${index}`);

  expect(printed(clusters.map((name) => missing(name))).split('\n')[0]).toBe(
    '✖ secrets/file-missing  store-0, store-1, store-2 and 997 more',
  );
});

test('a cluster is known by its whole name, with or without its environment', () => {
  const message = (cluster: string) => ({ message: `On ${cluster} the route of prod-eu2 is refused.` });

  expect(printed([missing('prod/eu', message('eu')), missing('prod/us', message('us'))])).toMatch(/\n1 error$/);
  expect(
    printed([missing('eu', { message: 'Fails in reuse.' }), missing('us', { message: 'Fails in russe.' })]),
  ).toMatch(/\n2 errors$/);
});

test('what is said word for word of several clusters is printed once, also where it names one of them', () => {
  const said = { message: 'Listed in clusters/eu/web.yaml too.', fix: 'Take it out.' };

  const lines = printed([missing('eu', said), missing('us', said)]).split('\n');

  expect([lines[0], lines.at(-1)]).toEqual(['✖ secrets/file-missing  eu, us', '1 error']);
});

test('what is another mistake stays one: another line, another rule, something else in the message', () => {
  const one = missing('prod-eu');

  for (const other of [{ line: 8 }, { file: 'tenants/other.ts' }, { rule: 'secrets/other' }, { message: 'No.' }])
    expect(printed([one, missing('prod-us', other)])).toMatch(/\n2 errors$/);
});

test('where no line is known each cluster is told of: what is to be mended lies in its own files', () => {
  const edited = { file: undefined, line: undefined };

  expect(printed([missing('prod-eu', edited), missing('prod-us', edited)])).toMatch(/\n2 errors$/);
});
