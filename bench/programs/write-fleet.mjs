import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fleet } from './arguments.mjs';
import { clusterNames, hubFiles, tenantFiles, tenantNames } from './fleet.mjs';

/** Writes the literals of the fleet and of what a hub adds for each tenant, each file as `textOf` says it. Nothing is composed, ordered or checked. */
export function writeFleet(textOf) {
  const tenants = tenantNames(fleet.tenants);
  for (const cluster of clusterNames(fleet.clusters))
    for (const tenant of tenants)
      for (const { folder, name, objects } of [...tenantFiles(cluster, tenant), ...hubFiles(cluster, tenant)]) {
        mkdirSync(join(fleet.out, folder), { recursive: true });
        writeFileSync(join(fleet.out, folder, name), textOf(objects));
      }
}
