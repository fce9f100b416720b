import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GitSource, SecretRef, Tenant, type TenantProps } from 'cdk8s-flux-hub';
import { renderTenant } from 'cdk8s-flux-hub/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainCluster } from '../support/plain-cluster';
import { kubectl } from '../tools/kubectl';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'retire-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A tenant with two apps, one of them from a repo of its own whose key has been deleted already. */
function billing(retire: NonNullable<TenantProps['retire']> | undefined) {
  return renderTenant(
    (cluster) => {
      const tenant = new Tenant(cluster, 'billing', {
        source: GitSource.https('https://github.com/acme/billing'),
        ...(retire && { retire }),
      });
      tenant.addKustomization('api');
      if (retire)
        tenant.addKustomization('reports', {
          source: GitSource.ssh('ssh://git@github.com/acme/reports', { deployKey: SecretRef.sops('deleted') }),
        });
      return tenant;
    },
    plainCluster,
    { name: 'prod-eu', secrets: 'read' },
  );
}

/** What `kubectl kustomize` makes of a rendered folder. */
function built(files: Readonly<Record<string, string>>, path: string): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return execFileSync(kubectl(), ['kustomize', join(folder, path)], { encoding: 'utf8', stdio: 'pipe' });
}

const keep = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

test('a tenant that stays is kept when it slips out of the tree', () => {
  const { get } = billing(undefined);

  for (const name of ['tenant-billing', 'tenant-billing-apps'])
    expect(get('Kustomization', name).metadata.annotations).toEqual(keep);
  expect(get('Namespace', 'billing').metadata.annotations).toMatchObject(keep);
});

test("retiring the apps empties their folder, which still builds, and lifts what kept the tenant's objects", () => {
  const { files, findings, get, objects } = billing('apps');
  const inTenant = objects.filter(({ metadata }) => metadata.namespace === 'billing').map(({ kind }) => kind);

  expect(findings).toEqual([]);
  expect(built(files, 'tenants/prod-eu/billing/apps')).toBe('');
  expect(built(files, 'tenants/prod-eu/billing/base')).toContain('kind: RoleBinding');
  expect(inTenant).not.toContain('GitRepository');
  expect(inTenant).not.toContain('Kustomization');
  expect(inTenant).toContain('ServiceAccount');
  for (const name of ['tenant-billing', 'tenant-billing-apps']) {
    expect(get('Kustomization', name).metadata).not.toHaveProperty('annotations');
    expect(get('Kustomization', name).spec).toMatchObject({ prune: true, deletionPolicy: 'MirrorPrune' });
  }
  expect(get('Namespace', 'billing').metadata.annotations).not.toHaveProperty(Object.keys(keep));
});

test('retiring the identity leaves nothing of the tenant', () => {
  const { files, findings, objects } = billing('identity');

  expect(findings).toEqual([]);
  expect(objects).toEqual([]);
  expect(files).toEqual({});
});
