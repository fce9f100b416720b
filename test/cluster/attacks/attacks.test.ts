import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { manifestsIn } from '../../deploy/tree';
import { useCluster } from '../harness/use-cluster';
import { type Attempt, attempts } from './attempt';
import { hubOf, pushSpokes } from './spokes';
import { GATEWAY_EDITOR } from './tenants';
import { refusedByPolicy, tryIt } from './try';

const NAME = 'attacked';
/** Those first that wait for health: the others are made meanwhile. */
const waits = ({ app }: Attempt) => Number(app?.wait ?? false);
const all = [...attempts()].sort((a, b) => waits(b) - waits(a));

const definitions = join(__dirname, '../crds/gateway-api.yaml');

const cluster = useCluster(async (cluster) => {
  await pushSpokes(cluster, all);
  await cluster.bootstrap(NAME, hubOf(cluster, NAME, all));
  await cluster.install([...manifestsIn(readFileSync(definitions, 'utf8'), definitions), GATEWAY_EDITOR]);
});

describe.concurrent('a tenant', () => {
  for (const attempt of all)
    test(
      attempt.title,
      () => tryIt(cluster(), attempt, attempt.policy === undefined ? attempt : refusedByPolicy(attempt)),
      240_000,
    );
});
