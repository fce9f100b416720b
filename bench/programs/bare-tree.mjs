import { emitAll } from '../../build/lib/manifest/emit.js';
import { hubFiles, tenantFiles } from './fleet.mjs';
import { writeFleet } from './write-fleet.mjs';

writeFleet(emitAll, (cluster, tenant) => [...tenantFiles(cluster, tenant), ...hubFiles(cluster, tenant)]);
