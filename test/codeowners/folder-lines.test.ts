import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderLines } from '../../lib/codeowners/folder-lines';
import type { Holding } from '../../lib/codeowners/holding';
import { compareText } from '../../lib/manifest/compare-text';
import { ignores, parseIgnore } from '../../lib/tree/source-ignore';

/** Names that clusters, tenants and folders share, and layouts in which they come to stand in each other's place. */
const name = fc.constantFrom('a', 'b', 'c', 'tenants', 'deploy', 'base');
const layouts = [
  (cluster: string, tenant: string, part: string) => `tenants/${cluster}/${tenant}/${part}`,
  (cluster: string, tenant: string, part: string) => `tenants/${tenant}/${cluster}/${part}`,
  (cluster: string, tenant: string, part: string) => `${cluster}/${tenant}-${part}`,
  (cluster: string, tenant: string, part: string) => `${cluster}-${tenant}/${part}`,
  (cluster: string, tenant: string) => `${tenant}/${cluster}`,
  (cluster: string, _: string, part: string) => `${cluster}/${part}`,
];
const holding = fc
  .record({
    cluster: name,
    tenant: name,
    part: fc.constantFrom('base', 'apps'),
    layout: fc.constantFrom(...layouts),
    also: fc.uniqueArray(fc.constantFrom('@a', '@b'), { maxLength: 2 }),
  })
  .map(({ cluster, tenant, part, layout, also }): Holding => {
    const folder = `deploy/${layout(cluster, tenant, part)}`;
    return { cluster, folder, name: tenant, also, who: [tenant, ...also].join(' ') };
  });

test('whatever the layout, of a file nobody is asked but those who answer for it, and all of them where a folder is theirs alone', () => {
  fc.assert(
    fc.property(fc.array(holding, { maxLength: 12 }), (holdings) => {
      const lines = folderLines(holdings)
        .sort((a, b) => compareText(a.pattern, b.pattern))
        .map(({ pattern, also }) => ({ also, patterns: parseIgnore(pattern) }));
      const holders = (folder: string) =>
        new Set(holdings.filter((other) => `${other.folder}/`.startsWith(`${folder}/`)).map(({ who }) => who));

      for (const { folder, also } of holdings) {
        const asked = lines.findLast(({ patterns }) => ignores(patterns, `${folder}/kustomization.yaml`))?.also;
        if (holders(folder).size === 1) expect(asked ?? []).toEqual(also);
        else expect(asked).toBeUndefined();
      }
    }),
    { numRuns: 2000 },
  );
});
