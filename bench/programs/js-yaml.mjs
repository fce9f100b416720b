import { dump } from 'js-yaml';
import { writeFleet } from './write-fleet.mjs';

const options = { lineWidth: -1, noRefs: true };
writeFleet((objects) => objects.map((object) => dump(object, options)).join('---\n'));
