import type { Acknowledged, FindingObject, SourceLine } from '../../manifest/finding';
import type { IndexedObject } from '../../manifest/manifest-index';

/** That somebody has looked at what a rule says of some objects, and accepts it. */
export interface Acknowledgement extends Acknowledged {
  /** Id of the rule, as it is written. */
  readonly rule: string;
  /** Who says so: an object or a construct, as a finding names it. */
  readonly by: string;
  readonly covers: (object: IndexedObject) => boolean;
  readonly object?: FindingObject | undefined;
  readonly construct?: string | undefined;
  readonly origin: () => SourceLine | undefined;
}
