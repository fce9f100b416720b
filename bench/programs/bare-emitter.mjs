import { emitAll } from '../../build/lib/manifest/emit.js';
import { writeFleet } from './write-fleet.mjs';

writeFleet(emitAll);
