import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fleet } from './arguments.mjs';
import { clusterNames, tenantFiles, tenantNames } from './fleet.mjs';

/**
 * Writes literals, each file as `textOf` says it. Nothing is composed, ordered or checked.
 * @param filesOf the files of a tenant on a cluster; the fleet's own objects, unless more are asked for
 */
export function writeFleet(textOf, filesOf = tenantFiles) {
  const tenants = tenantNames(fleet.tenants);
  for (const cluster of clusterNames(fleet.clusters))
    for (const tenant of tenants)
      for (const { folder, name, objects } of filesOf(cluster, tenant)) {
        mkdirSync(join(fleet.out, folder), { recursive: true });
        writeFileSync(join(fleet.out, folder, name), textOf(objects));
      }
}
