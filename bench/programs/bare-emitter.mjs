import modules from '../../build/flux-hub.js';
import { writeFleet } from './write-fleet.mjs';

const { emitAll } = modules['lib/manifest/emit.js']();
writeFleet(emitAll);
