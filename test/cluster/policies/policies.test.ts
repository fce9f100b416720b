import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { admissionPolicies } from '../../../lib/policies/policies';
import { validatingAdmissionPolicy } from '../../../lib/policies/validating-admission-policy';
import { manifestsIn } from '../../deploy/tree';
import { NAMESPACES, namespaceOf, PLATFORM } from '../../policies/cases';
import { useCluster } from '../harness/use-cluster';
import { crdFiles } from '../tools/build';

const policies = admissionPolicies(PLATFORM);

const cluster = useCluster(async (cluster) => {
  const upstream = (name: string) =>
    manifestsIn(readFileSync(join(__dirname, '../crds', `${name}.yaml`), 'utf8'), name);
  const flux = crdFiles().flatMap((text, index) => manifestsIn(text, `definitions ${index}`));
  await cluster.install([...flux, ...upstream('gateway-api'), ...upstream('kyverno')]);
  cluster.startControllers();
  await cluster.install(policies.flatMap((policy) => validatingAdmissionPolicy(policy, PLATFORM)));
  await cluster.install(Object.keys(NAMESPACES).map(namespaceOf));
});

interface TypeChecked {
  readonly observedGeneration?: number;
  readonly typeChecking?: {
    readonly expressionWarnings?: readonly { readonly fieldRef: string; readonly warning: string }[];
  };
}

test.each(policies)('the API server finds no mistake in the types of $name', async ({ name }) => {
  const ref = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', name };
  const isChecked = (status: TypeChecked) => status.observedGeneration !== undefined;
  await expect
    .poll(async () => isChecked(((await cluster().live(ref)).status ?? {}) as TypeChecked), { timeout: 30_000 })
    .toBe(true);
  const { typeChecking } = (await cluster().live(ref)).status as TypeChecked;

  expect(typeChecking?.expressionWarnings ?? []).toEqual([]);
});
