import { expect } from 'vitest';
import type { Manifest } from '../../../lib/manifest/manifest';
import { admissionPolicies } from '../../../lib/policies/policies';
import type { TestCluster } from '../harness/cluster';
import { described } from '../harness/conditions';
import type { LiveObject, ObjectRef } from '../harness/kubernetes-api';
import { Refused } from '../harness/kubernetes-api';
import { gitRepository, kustomization } from '../harness/refs';
import { until } from '../harness/until';
import type { Attempt, DirectAttempt, Statement } from './attempt';
import { objectNamed } from './object-names';
import { ownFiles, withLocalUrls } from './spokes';
import { ATTACKERS } from './tenants';

const RECONCILER = 'reconciler';

/**
 * Makes an attempt, and holds what happens against what must.
 * @param expectation what must happen
 * @throws where it does not hold
 */
export async function tryIt(cluster: TestCluster, attempt: Attempt, expectation: Outcome = attempt): Promise<void> {
  const { tenant, files } = attempt;
  const { says = [], logs, directly = [], untouched = [], instead = [], leaves = [] } = expectation;
  await cluster.ready(appOf(attempt), { seconds: 120 });
  const bound = ATTACKERS[tenant]?.bound;
  if (bound !== undefined) await cluster.api.apply(binding(tenant, bound));
  const before = await looks(cluster, untouched);

  await push(cluster, attempt, { ...ownFiles(attempt), ...withLocalUrls(cluster, files) });
  for (const statement of says) await said(cluster, attempt, statement);
  if (logs !== undefined) await logged(cluster, tenant, logs);
  for (const step of directly) await refusedDirectly(cluster, tenant, step);

  expect(await looks(cluster, untouched)).toEqual(before);
  for (const manifest of instead) expect(await cluster.exists(refOf(manifest))).toMatchObject(manifest);
  if (leaves.length === 0) return;
  await push(cluster, attempt, ownFiles(attempt));
  await cluster.ready(appOf(attempt));
  for (const left of leaves) await cluster.live(objectNamed(left));
}

/** How an attempt ends. */
type Outcome = Pick<Attempt, 'says' | 'logs' | 'directly' | 'untouched' | 'instead' | 'leaves'>;

/** How an attempt ends where its admission policy is in force: nothing of it comes to be. */
export function refusedByPolicy({ policy, untouched = [], instead = [] }: Attempt): Outcome {
  const { message } = policies.find(({ name }) => name === policy) ?? {};
  if (message === undefined) throw new Error(`there is no policy ${policy}`);
  return {
    says: [
      {
        reason: 'ReconciliationFailed',
        message: `…ValidatingAdmissionPolicy '${policy}' with binding '${policy}' denied request: ${message}`,
      },
    ],
    untouched: [...untouched, ...instead.map(named)],
  };
}

const policies = admissionPolicies();

function named({ kind, metadata: { namespace, name } }: Manifest): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

const appOf = ({ name, tenant }: Attempt) => kustomization(`${tenant}/${name}`);

/** Pushes a spoke, and waits until Flux has tried to apply it. */
async function push(cluster: TestCluster, attempt: Attempt, files: Attempt['files']): Promise<void> {
  const { name, tenant } = attempt;
  const revision = await cluster.push(name, files);
  await cluster.reconciled(gitRepository(`${tenant}/${name}`));
  const isTried = ({ status }: LiveObject) => status?.lastAttemptedRevision?.includes(revision) ?? false;
  await cluster.settled(appOf(attempt), isTried, { seconds: 60 });
}

/** A controller may say something else on its way; what it says when all went well is its last word. */
async function said(cluster: TestCluster, { name, tenant }: Attempt, statement: Statement): Promise<void> {
  const { of = `Kustomization/${name}`, type = 'Ready', status = 'False', reason, message } = statement;
  const [kind, object] = of.split('/');
  let last: LiveObject | undefined;
  const condition = await until(
    `${of} of ${tenant} that says ${reason}`,
    async () => {
      last = await cluster.api.get(objectNamed(`${kind} ${tenant}/${object}`));
      const current = last?.status?.conditions?.find((one) => one.type === type);
      return current?.reason === reason || (current?.status === 'True' && status === 'False') ? current : undefined;
    },
    { seconds: 60, seen: () => described(last) },
  );
  const said = { status: condition.status, reason: condition.reason, message: condition.message.trim() };
  expect(said, `${of} says ${type}=${said.status} ${said.reason}: ${said.message}`).toEqual({
    status,
    reason,
    message: expect.stringMatching(pattern(message)),
  });
}

async function logged(
  { api, processes }: TestCluster,
  tenant: string,
  { by, of, message }: NonNullable<Attempt['logs']>,
): Promise<void> {
  const [kind, object] = of.split('/');
  const says = pattern(message);
  await until(`the word of ${by} on ${of} of ${tenant}`, () => {
    const lines = processes.log(by).split('\n');
    return (
      lines.some((line) => line.includes(`"namespace":"${tenant}","name":"${object}"`) && says.test(errorIn(line))) ||
      undefined
    );
  });
  const live = await api.get(objectNamed(`${kind} ${tenant}/${object}`));
  expect(live?.status?.conditions ?? []).toEqual([]);
}

function errorIn(line: string): string {
  return line.endsWith('}') ? ((JSON.parse(line) as { error?: string }).error ?? '') : '';
}

async function refusedDirectly({ api }: TestCluster, tenant: string, step: DirectAttempt): Promise<void> {
  const as = `system:serviceaccount:${tenant}:${RECONCILER}`;
  const answer = await api.remove(objectNamed(step.delete), { as }).then(
    () => 'deleted',
    (error: unknown) => (error instanceof Refused ? error.message : Promise.reject(error)),
  );
  expect(answer).toMatch(pattern(step.message));
}

/** What of objects tenants could change: status, and what only counts or dates changes, is left out. */
async function looks({ api }: TestCluster, names: readonly string[]): Promise<Record<string, unknown>> {
  const entries = names.map(async (name) => {
    const live = await api.get(objectNamed(name));
    if (live === undefined) return [name, 'absent'] as const;
    const { status: _, metadata, ...rest } = live;
    return [name, { ...rest, uid: metadata.uid, labels: metadata.labels }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function binding(tenant: string, role: string): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'bound-for-the-attempt', namespace: tenant },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: RECONCILER, namespace: tenant }],
  };
}

function refOf({ apiVersion, kind, metadata: { namespace, name } }: Manifest): ObjectRef {
  return namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, namespace, name };
}

/** A message in which `…` stands for anything. */
function pattern(message: string): RegExp {
  const parts = message
    .trim()
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`);
}
