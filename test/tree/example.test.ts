import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hub } from '../../hub';
import { readCluster, readFleet } from '../../lib/stage/read';
import { readTree } from '../../lib/tree/read-tree';
import type { TreeCluster } from '../../lib/tree/tree';
import { packageVersion } from '../../lib/version';
import { kubectl } from '../tools/kubectl';

const root = join(__dirname, '../..');

describe("this repo's own deploy/", () => {
  test('reads back as the clusters of the hub, each with exactly the objects that were rendered for it', async () => {
    const stage = mkdtempSync(join(tmpdir(), 'flux-hub-'));
    onTestFinished(() => rmSync(stage, { recursive: true }));
    hub.stage({ outdir: stage });
    const fleet = readFleet(stage, packageVersion);
    const facts = 'value' in fleet ? fleet.value.clusters : [];
    const rendered = facts.map((cluster) => {
      const read = readCluster(stage, cluster);
      const files = 'value' in read ? read.value.files : [];
      return [
        cluster.name,
        files
          .flatMap(({ path, objects }) =>
            objects.map(({ apiVersion, kind, namespace, name }) =>
              [apiVersion, kind, namespace, name, `deploy/${path}`].join(' '),
            ),
          )
          .sort(),
      ];
    });

    const { clusters, findings } = await readTree(root, { kustomize: kubectl() });

    expect(findings).toEqual([]);
    expect(clusters.map((cluster) => [cluster.name, identities(cluster)])).toEqual(rendered);
    expect(rendered.map(([name]) => name)).toEqual(hub.clusters.map(({ name }) => name).sort());
  });
});

function identities({ objects }: TreeCluster): string[] {
  return objects
    .map(({ manifest: { apiVersion, kind, metadata }, file }) =>
      [apiVersion, kind, metadata.namespace, metadata.name, file].join(' '),
    )
    .sort();
}
