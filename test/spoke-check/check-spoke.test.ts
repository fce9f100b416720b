import { describe, expect, test } from 'vitest';
import { checkSpoke } from '../../lib/spoke-check/check-spoke';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';
import { badSpokes, type GoodSpoke, goodSpokes } from './spokes';
import { allSpokes, contractOf, hubWith, rendered } from './stage';

const files = rendered(hubWith(allSpokes));
const contracts = { shop: contractOf(files, 'shop'), team: contractOf(files, 'team') };

/** What the check says of a spoke, applied as its own app. */
async function findings({ name, tenant, files }: GoodSpoke) {
  const source = `GitRepository/${name}`;
  return (await checkSpoke(written(files), contracts[tenant], { kustomize: kubectl(), source })).findings;
}

describe('a spoke is found fine with', () => {
  test.each(goodSpokes)('$title', async (spoke) => {
    expect((await findings(spoke)).map(({ rule }) => rule)).toEqual(spoke.notes ?? []);
  });
});

describe('a spoke is refused for', () => {
  test.each(badSpokes)('$title', async (spoke) => {
    const found = (await findings(spoke)).filter(({ severity }) => severity !== 'note');

    expect(found.map(({ rule, file }) => ({ rule, file }))).toEqual([{ rule: spoke.rule, file: spoke.file }]);
    expect(found[0]?.message).toContain(spoke.says);
    expect(found[0]?.fix).toMatch(/[.?)]$/);
    expect(found[0]?.cluster).toBe(spoke.rule.startsWith('repo/') ? undefined : 'prod/judging');
  });
});
