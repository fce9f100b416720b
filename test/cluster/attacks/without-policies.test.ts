import { describe, test } from 'vitest';
import type { Hub } from '../harness/cluster';
import { useCluster } from '../harness/use-cluster';
import { attempts } from './attempt';
import { hubOf, pushSpokes } from './spokes';
import { tryIt } from './try';
import { policiesOf, unjudged } from './unjudged';

const NAME = 'unjudged';
const judged = attempts().filter(({ policy }) => policy !== undefined);

const cluster = useCluster(async (cluster) => {
  await pushSpokes(cluster, judged);
  await cluster.bootstrap(NAME, withoutPolicies(hubOf(cluster, NAME, judged)));
});

/** The hub with policies that judge nobody. */
function withoutPolicies({ files, upstreams }: Hub): Hub {
  const path = `deploy/${policiesOf(NAME)}`;
  return { files: { ...files, [path]: unjudged(files[path]) }, upstreams };
}

describe.concurrent('without the admission policies a tenant that tries this comes to what its attempt says', () => {
  for (const attempt of judged) test(`${attempt.name}: ${attempt.title}`, () => tryIt(cluster(), attempt), 240_000);
});
