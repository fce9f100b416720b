import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { baseObjects, clusterNames, fluxObjects, labelsOf, tenantNames } from './programs/fleet.mjs';
import type { Size } from './size';

/** Writes a base of one tenant, and an overlay per cluster and tenant, into a folder. @returns the clusters' folders */
export function writeOverlays({ clusters, tenants }: Size, folder: string): { cluster: string; folder: string }[] {
  const objects = [...baseObjects('cluster', 'tenant'), ...fluxObjects('cluster', 'tenant')];
  write(join(folder, 'base'), 'tenant.yaml', objects);
  write(join(folder, 'base'), 'kustomization.yaml', [{ resources: ['tenant.yaml'] }]);
  return clusterNames(clusters).map((cluster) => {
    for (const tenant of tenantNames(tenants))
      write(join(folder, cluster, tenant), 'kustomization.yaml', [overlay(cluster, tenant)]);
    write(join(folder, cluster), 'kustomization.yaml', [{ resources: tenantNames(tenants) }]);
    return { cluster, folder: join(folder, cluster) };
  });
}

function overlay(cluster: string, tenant: string) {
  const replace = (kind: string, ...values: [path: string, value: unknown][]) => ({
    target: { kind },
    patch: stringify(values.map(([path, value]) => ({ op: 'replace', path, value }))),
  });
  return {
    namespace: tenant,
    resources: ['../../base'],
    labels: [{ pairs: labelsOf(tenant) }],
    patches: [
      replace('Namespace', ['/metadata/name', tenant]),
      replace('GitRepository', ['/spec/url', `https://git.acme.io/${tenant}/apps`]),
      replace('HTTPRoute', ['/spec/hostnames/0', `${tenant}.${cluster}.acme.io`]),
      replace('Kustomization', ['/spec/path', `./deploy/${cluster}`], ['/spec/targetNamespace', tenant]),
      replace('RoleBinding', ['/subjects/0/namespace', tenant]),
    ],
  };
}

function write(folder: string, file: string, documents: readonly object[]): void {
  mkdirSync(folder, { recursive: true });
  const texts = documents.map((document) => stringify(document, { aliasDuplicateObjects: false }));
  writeFileSync(join(folder, file), texts.join('---\n'));
}
