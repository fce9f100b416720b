import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hub } from '../../../hub';
import { readTree } from '../../deploy/tree';
import { useCluster } from '../harness/cluster';
import { kustomization } from '../harness/refs';
import { serveStandIns } from './stand-ins';

const deploy = readTree(join(__dirname, '../../../deploy'));
const files = Object.fromEntries(
  [...deploy]
    .filter(([path]) => !path.startsWith('.inventory/'))
    .map(([path, bytes]) => [`deploy/${path}`, bytes.toString()]),
);

describe.each(hub.clusters.map(({ name, environment }) => ({ name, environment: environment.name })))('$name', ({
  name,
  environment,
}) => {
  const cluster = useCluster(async (cluster) => {
    const upstreams = await serveStandIns(cluster, { name, environment });
    await cluster.bootstrap(name, { files, upstreams });
  });

  test('everything becomes ready', async () => {
    const all = await cluster().api.list(kustomization(''));
    for (const { metadata } of all)
      await cluster().ready(kustomization(`${metadata.namespace}/${metadata.name}`), { seconds: 60 });
    expect(all.length).toBeGreaterThan(10);
  }, 120_000);
});
