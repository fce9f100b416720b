import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { admissionPolicies } from '../../lib/policies/policies';
import { policiesPage } from '../../scripts/docs/policies-page';

const page = readFileSync(join(__dirname, '../../docs/policies.md'), 'utf8');

test('docs/policies.md is what `npm run docs` makes of the policies', () => {
  expect(page).toBe(policiesPage());
});

test('and has a row for each of them', () => {
  const rows = page.match(/^\| `flux-hub-[\w-]+`/gm) ?? [];

  expect(rows.map((row) => row.slice(3, -1)).sort()).toEqual(
    admissionPolicies()
      .map(({ name }) => name)
      .sort(),
  );
});
