import { findingObject } from '../manifest/finding';
import type { IndexedObject } from '../manifest/manifest-index';
import { formatId, idOf } from '../manifest/object-id';
import type { Acknowledgement, Covered } from './facts/acknowledgement';

/** The annotation by which an object acknowledges what rules say of it: a line for each, `rule: reason (until 2027-03-01)`. */
const acknowledgeAnnotation = 'cdk8s-flux-hub/acknowledge';

/** What an object acknowledges. A line that is no such thing acknowledges a rule of its own text, which there is not. */
export function acknowledgedBy(object: IndexedObject): Acknowledgement[] {
  const { manifest, construct, origin } = object;
  const text: unknown = manifest.metadata.annotations?.[acknowledgeAnnotation];
  if (typeof text !== 'string') return [];
  const id = idOf(manifest);
  const about = {
    by: formatId(id),
    object: findingObject(manifest.apiVersion, id),
    construct,
    origin,
    covers: (other: Covered) => other === object,
  };
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map((line) => ({ ...about, ...parseLine(line) }));
}

/** `flux/force: a migration (until 2027-03-01)` */
function parseLine(line: string): Pick<Acknowledgement, 'rule' | 'reason' | 'until'> {
  const colon = line.indexOf(':');
  if (colon < 0) return { rule: line, reason: '' };
  const said = line.slice(colon + 1).trim();
  const [ending, until] = /\s*\(until ([^()]*)\)$/.exec(said) ?? [];
  return {
    rule: line.slice(0, colon).trim(),
    reason: ending === undefined ? said : said.slice(0, -ending.length),
    until,
  };
}
