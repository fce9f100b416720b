import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { baseObjects, clusterNames, fluxObjects, tenantNames } from './programs/fleet.mjs';
import type { Size } from './size';

/** Writes a chart of one cluster's tenants, and values per cluster, into a folder. @returns the values files */
export function writeChart({ clusters, tenants }: Size, folder: string): { cluster: string; values: string }[] {
  mkdirSync(join(folder, 'chart', 'templates'), { recursive: true });
  writeFileSync(join(folder, 'chart', 'Chart.yaml'), stringify({ apiVersion: 'v2', name: 'fleet', version: '1.0.0' }));
  writeFileSync(join(folder, 'chart', 'templates', 'tenants.yaml'), template());
  return clusterNames(clusters).map((cluster) => {
    const values = join(folder, `${cluster}.yaml`);
    writeFileSync(values, stringify({ cluster, tenants: tenantNames(tenants) }));
    return { cluster, values };
  });
}

/** A tenant's objects, with the names left to the values. */
function template(): string {
  const objects = [...baseObjects('CLUSTER', 'TENANT'), ...fluxObjects('CLUSTER', 'TENANT')];
  const documents = objects.map((object) => `---\n${stringify(object, { aliasDuplicateObjects: false })}`).join('');
  const body = documents.replaceAll('TENANT', '{{ . }}').replaceAll('CLUSTER', '{{ $.Values.cluster }}');
  return `{{- range .Values.tenants }}\n${body}{{- end }}\n`;
}
