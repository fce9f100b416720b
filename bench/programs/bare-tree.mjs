import modules from '../../build/flux-hub.js';
import { hubFiles, tenantFiles } from './fleet.mjs';
import { writeFleet } from './write-fleet.mjs';

const { emitAll } = modules['lib/manifest/emit.js']();
writeFleet(emitAll, (cluster, tenant) => [...tenantFiles(cluster, tenant), ...hubFiles(cluster, tenant)]);
