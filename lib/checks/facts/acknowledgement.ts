import type { Acknowledged, FindingObject, SourceLine } from '../../manifest/finding';

/** What a finding can be about: an object, or a construct that reports of itself. */
export interface Covered {
  /** Path of its construct; undefined for YAML that no construct made. */
  readonly construct?: string | undefined;
}

/** That somebody has looked at what is said of some objects or constructs, and accepts it. */
export interface Acknowledgement extends Acknowledged {
  /** Id of the rule, as it is written. */
  readonly rule: string;
  /** Who says so: an object or a construct, as a finding names it. */
  readonly by: string;
  readonly covers: (what: Covered) => boolean;
  readonly object?: FindingObject | undefined;
  readonly construct?: string | undefined;
  readonly origin: () => SourceLine | undefined;
}
