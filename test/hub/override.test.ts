import { type Cluster, GitSource, JsonPatch, type Manifest, SecretRef, Tenant } from 'cdk8s-flux-hub';
import { type RenderOptions, renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { clusterWith } from '../support/plain-cluster';

/** A cluster with the tenant `billing`, and what is changed about it. */
function withBilling(change: (cluster: Cluster, billing: Tenant) => void, options: RenderOptions = {}) {
  return renderCluster(
    clusterWith(
      (cluster) => {
        const billing = new Tenant(cluster, 'billing', {
          source: GitSource.ssh('ssh://git@github.com/acme/billing', { deployKey: SecretRef.sops('git') }),
        });
        billing.addKustomization('api', { path: './deploy' });
        change(cluster, billing);
      },
      { decryption: { secret: 'sops-age' } },
    ),
    options,
  );
}

test('a patch changes the final manifest, in the file too', () => {
  const { files, findings, get } = withBilling((_, billing) => {
    billing
      .addKustomization('worker', { path: './worker' })
      .patch(
        JsonPatch.replace('/spec/path', './other'),
        JsonPatch.add('/metadata/annotations', { 'acme.io/reviewed': 'yes' }),
      );
  });

  expect(findings).toEqual([]);
  expect(get('Kustomization', 'worker')).toMatchObject({
    metadata: { annotations: { 'acme.io/reviewed': 'yes' } },
    spec: { path: './other' },
  });
  expect(files['tenants/test/billing/apps/sync.yaml']).toContain('acme.io/reviewed: "yes"');
});

test('a patch that matches nothing is an error', () => {
  const { findings } = withBilling((_, billing) => {
    billing.addKustomization('worker').patch(JsonPatch.replace('/spec/suspend', true));
  });

  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'manifest/patch',
      message: 'patch replace /spec/suspend: there is no /spec/suspend.',
      construct: 'test/billing/worker',
    }),
  ]);
});

test("an override reaches everything that the cluster renders, the hub's own Kustomizations included", () => {
  const { findings, objects } = withBilling((cluster) => {
    cluster.override(({ kind }) => kind === 'Kustomization', JsonPatch.replace('/spec/interval', '30m'), { expect: 5 });
  });

  expect(findings).toEqual([]);
  expect(
    objects.flatMap(({ kind, metadata, spec }) =>
      kind === 'Kustomization' ? [[metadata.name, (spec as { interval: string }).interval]] : [],
    ),
  ).toEqual([
    ['api', '30m'],
    ['infra-policies', '30m'],
    ['infra-tenancy', '30m'],
    ['tenant-billing-apps', '30m'],
    ['tenant-billing', '30m'],
  ]);
});

test('overrides see what patches and earlier overrides made', () => {
  const suspended = ({ spec }: Manifest) => (spec as { suspend?: boolean } | undefined)?.suspend === true;
  const { findings, get } = withBilling((cluster, billing) => {
    billing.addKustomization('worker').patch(JsonPatch.add('/spec/suspend', true));
    cluster.override(suspended, JsonPatch.replace('/spec/suspend', false), { expect: 1 });
    cluster.override(suspended, JsonPatch.remove('/spec/suspend'), { expect: 0 });
  });

  expect(findings).toEqual([]);
  expect(get('Kustomization', 'worker').spec).toHaveProperty('suspend', false);
});

test('an override that changes more or fewer objects than it expects is an error where it stands', () => {
  const { findings } = withBilling((cluster) => {
    cluster.override(({ kind }) => kind === 'NetworkPolicy', JsonPatch.remove('/spec/egress'), { expect: 1 });
  });
  const [first, second] = findings;

  expect(findings).toHaveLength(2);
  expect(first).toMatchObject({
    rule: 'hub/override',
    message: 'The override expects 1 object and matches 2.',
    file: 'test/hub/override.test.ts',
  });
  expect(second).toMatchObject({
    rule: 'hub/override',
    message: 'NetworkPolicy default-deny cannot be changed: patch remove /spec/egress: there is no /spec/egress.',
    line: first?.line,
  });
});

test('an override cannot change what is copied as it is', () => {
  const { findings } = withBilling(
    (cluster) => {
      cluster.override(({ kind }) => kind === 'Secret', JsonPatch.add('/immutable', true), { expect: 1 });
    },
    { name: 'prod-eu', secrets: 'read' },
  );

  expect(findings.map(({ message }) => message)).toEqual([
    'Secret git is encrypted and copied as it is: no override can change it.',
  ]);
});

test('a selection that fails is an error where the override stands', () => {
  const { findings } = withBilling((cluster) => {
    cluster.override(({ spec }) => (spec as { suspend: boolean }).suspend, JsonPatch.remove('/spec/suspend'), {
      expect: 1,
    });
  });

  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'hub/override',
      message: expect.stringMatching(/^The selection of the override fails: Cannot read properties of undefined/),
      file: 'test/hub/override.test.ts',
    }),
  ]);
});

test('an override cannot take away what makes an object one', () => {
  const { findings } = withBilling((cluster) => {
    cluster.override(({ kind }) => kind === 'LimitRange', JsonPatch.remove('/metadata/name'), { expect: 1 });
  });

  expect(findings.map(({ message }) => message)).toEqual([
    'LimitRange limits cannot be changed: it lacks `metadata.name`, a string.',
  ]);
});
