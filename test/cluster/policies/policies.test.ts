import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../lib/manifest/manifest';
import { admissionPolicies } from '../../../lib/policies/policies';
import type { AdmissionPolicy } from '../../../lib/policies/policy';
import { type Case, casesOf, PLATFORM } from '../../policies/cases';
import type { TestCluster } from '../harness/cluster';
import { Refused } from '../harness/kubernetes-api';
import { kustomization } from '../harness/refs';
import { until } from '../harness/until';
import { useCluster } from '../harness/use-cluster';
import { definitions } from '../schema/definitions';
import { appOf, isSentByFlux, pushCases } from './by-flux';
import { imageKinds } from './image-kinds';
import { hub, stage } from './stage';

const policies = admissionPolicies(PLATFORM);

const cluster = useCluster(async (cluster) => {
  await cluster.install([...definitions(), ...imageKinds()]);
  await cluster.bootstrap('judged', hub('judged'));
  await cluster.ready(kustomization('flux-system/infra-policies'), { seconds: 60 });
  await cluster.install(stage);
  await cluster.install(policies.flatMap((policy) => befores(policy)));
  await inForce(cluster);
  await pushCases(
    cluster,
    policies.flatMap((policy) => casesOf(policy).bad.filter(isSentByFlux)),
  );
});

/** The objects that the cases of a policy change. */
function befores(policy: AdmissionPolicy): Manifest[] {
  const { good, bad } = casesOf(policy);
  return [...good, ...bad].flatMap(({ oldObject }) => oldObject ?? []);
}

/** What the API server answers to a request, and does not do. */
function ask({ api }: TestCluster, { object, user, groups }: Case): Promise<string> {
  return api.apply(object, { dryRun: true, as: { user, groups } }).then(
    () => 'admitted',
    (error: unknown) => (error instanceof Refused ? error.message : Promise.reject(error)),
  );
}

const refusal = ({ name, message }: AdmissionPolicy) =>
  `ValidatingAdmissionPolicy '${name}' with binding '${name}' denied request: ${message}`;

/** The API server learns of new policies a moment after they are stored. */
async function inForce(cluster: TestCluster): Promise<void> {
  for (const policy of policies) {
    const [first] = casesOf(policy).bad;
    if (first) await until(policy.name, async () => (await ask(cluster, first)).includes(policy.name));
  }
}

interface TypeChecked {
  readonly observedGeneration?: number;
  readonly typeChecking?: { readonly expressionWarnings?: readonly object[] };
}

describe.concurrent.each(policies)('the API server', (policy) => {
  const { name } = policy;
  const { good, bad } = casesOf(policy);

  test(`finds no mistake in the types of ${name}`, async () => {
    const ref = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', name };
    const checked = await until(`the types of ${name}`, async () => {
      const status = (await cluster().live(ref)).status as TypeChecked | undefined;
      return status?.observedGeneration === undefined ? undefined : status;
    });

    expect(checked.typeChecking?.expressionWarnings ?? []).toEqual([]);
  });

  test.each(good)(`admits for ${name}: $what`, async (one) => {
    expect(await ask(cluster(), one)).toBe('admitted');
  });

  test.each(bad)(`refuses by ${name}: $what`, async (one) => {
    expect(await ask(cluster(), one)).toContain(refusal(policy));
  });

  test.each(bad.filter(isSentByFlux))(`refuses by ${name}, sent by Flux: $what`, async (one) => {
    const tried = await cluster().settled(appOf(one), ({ status }) => status?.lastAttemptedRevision !== undefined, {
      seconds: 90,
    });

    expect(tried.status?.conditions).toContainEqual(
      expect.objectContaining({
        type: 'Ready',
        status: 'False',
        reason: 'ReconciliationFailed',
        message: expect.stringContaining(refusal(policy)),
      }),
    );
  });
});
