import { describe, expect, test } from 'vitest';
import type { ClusterContract } from '../../../lib/contract/contract';
import { checkSpoke } from '../../../lib/spoke-check/check-spoke';
import { contractState } from '../../../lib/spoke-check/contract-state';
import { placesOf } from '../../../lib/spoke-check/places';
import { written } from '../../deploy/written';
import { type BadSpoke, badSpokes, type GoodSpoke, goodSpokes } from '../../spoke-check/spokes';
import { allSpokes, CLUSTER, contractOf, GIT, hubWith, rendered } from '../../spoke-check/stage';
import { kubectl } from '../../tools/kubectl';
import { withLocalUrls } from '../attacks/spokes';
import { described, readyOf } from '../harness/conditions';
import type { LiveObject } from '../harness/kubernetes-api';
import { deployment, kustomization } from '../harness/refs';
import { until } from '../harness/until';
import { useCluster } from '../harness/use-cluster';
import { definitions } from '../schema/definitions';

const files = rendered(hubWith(allSpokes));
const contracts = { shop: contractOf(files, 'shop'), team: contractOf(files, 'team') };

const cluster = useCluster(async (cluster) => {
  await cluster.install(definitions());
  await Promise.all(
    [...goodSpokes, ...badSpokes].map(({ name, files }) => cluster.push(name, withLocalUrls(cluster, files))),
  );
  const urls = allSpokes.map(({ name }) => [`${GIT}/${name}`, cluster.git.httpUrl(name)] as const);
  await cluster.bootstrap(CLUSTER, {
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`deploy/${path}`, text])),
    upstreams: { urls: Object.fromEntries(urls) },
  });
});

/** The rules of errors that the check finds. */
async function errors({ name, tenant, files }: GoodSpoke): Promise<string[]> {
  const options = { kustomize: kubectl(), source: `GitRepository/${name}` };
  const { findings } = await checkSpoke(written(files), contracts[tenant], options);
  return findings.flatMap(({ rule, severity }) => (severity === 'error' ? [rule] : []));
}

const appOf = ({ tenant, name }: GoodSpoke) => kustomization(`${tenant}/${name}`);
const generous = { seconds: 120 };

/** What Flux says of an app once it has tried to apply it. */
function tried(spoke: GoodSpoke): Promise<LiveObject> {
  const isTried = (object: LiveObject) =>
    object.status?.lastAttemptedRevision !== undefined || readyOf(object)?.message?.includes('path not found') === true;
  return cluster().settled(appOf(spoke), isTried, generous);
}

interface KubernetesEvent extends LiveObject {
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject?: { readonly name?: string };
}

/** What a controller of Kubernetes says of Pods that it may not make. */
function podsRefused({ tenant, name }: GoodSpoke): Promise<string> {
  return until(
    `the refusal of the Pods of ${name}`,
    async () => {
      const events: KubernetesEvent[] = await cluster().api.list({ apiVersion: 'v1', kind: 'Event' }, tenant);
      const isOfSpoke = ({ involvedObject }: KubernetesEvent) => involvedObject?.name?.startsWith(name) === true;
      return events.find((event) => event.reason === 'FailedCreate' && isOfSpoke(event))?.message;
    },
    generous,
  );
}

describe.concurrent('both the check and the cluster take a spoke with', () => {
  test.each(goodSpokes)('$title', async (spoke) => {
    expect(await errors(spoke)).toEqual([]);
    const app = await tried(spoke);
    expect(readyOf(app)?.status, described(app)).toBe('True');
    const workload = deployment(`${spoke.tenant}/${spoke.name}`);
    await until(
      `the Pods of ${spoke.name}`,
      async () => isServing(await cluster().live(workload)) || undefined,
      generous,
    );
  }, 240_000);
});

function isServing({ status }: LiveObject): boolean {
  return (status as { readonly readyReplicas?: number } | undefined)?.readyReplicas === 1;
}

const refusedBy = (by: string) => badSpokes.filter(({ refused }) => by in refused);

describe.concurrent('both the check and the API server refuse a spoke for', () => {
  test.each(refusedBy('applying'))('$title', async (spoke) => {
    expect(await errors(spoke)).toEqual([spoke.rule]);
    const app = await tried(spoke);
    expect(readyOf(app)?.status, described(app)).toBe('False');
    expect(readyOf(app)?.message).toContain(wordsOf(spoke));
  }, 240_000);
});

describe.concurrent('both the check and the API server refuse the Pods of a spoke for', () => {
  test.each(refusedBy('pods'))('$title', async (spoke) => {
    expect(await errors(spoke)).toEqual([spoke.rule]);
    const app = await tried(spoke);
    expect(readyOf(app)?.status, described(app)).toBe('True');
    expect(await podsRefused(spoke)).toContain(wordsOf(spoke));
  }, 240_000);
});

function wordsOf({ refused }: BadSpoke): string {
  return Object.values(refused)[0] as string;
}

describe.concurrent('what the check alone refuses, the cluster applies:', () => {
  test.each(refusedBy('not'))('$title, since $refused.not', async (spoke) => {
    const app = await tried(spoke);
    expect(readyOf(app)?.status, described(app)).toBe('True');
  }, 240_000);
});

test('what stands on the cluster tells whether a contract is the one that the hub has', async () => {
  const [part] = placesOf(contracts.shop);
  const ask = async (namespace: string) => ({ items: await cluster().api.list(kustomization(''), namespace) });
  await cluster().exists(appOf(goodSpokes[0] as GoodSpoke), generous);

  expect(part && (await contractState([part], ask))).toMatchObject({ state: 'fresh' });
  const older = { ...part?.contract, hash: '0'.repeat(64) } as ClusterContract;
  expect(await contractState([{ contract: older, clusters: ['prod/judging'] }], ask)).toMatchObject({ state: 'stale' });
});

test('at least 25 spokes are refused by both', () => {
  expect(refusedBy('applying').length + refusedBy('pods').length).toBeGreaterThanOrEqual(25);
});
