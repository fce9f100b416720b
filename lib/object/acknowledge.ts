import type { IConstruct } from 'constructs';
import { compositionOf } from './composition';

/** Why what a rule says is accepted, and for how long. */
export interface AcknowledgeProps {
  /** Why it is: printed with every finding that it covers. */
  readonly reason: string;
  /**
   * The last day on which it is, `2027-03-01`. A synth has no clock: `flux-hub synth --today` says by which day it is judged, and
   * without that it is for whoever reads the note. `flux-hub audit` sees annotations only.
   * @default - it always is
   */
  readonly until?: string;
}

/**
 * Accepts what a rule says of all objects below a construct, or what constructs there warn of: it becomes a note that carries
 * the reason. One that matches nothing, or names no rule, is itself a finding, `checks/acknowledgement`. What refuses an object
 * for its shape cannot be accepted, nor errors that constructs report of how they are used.
 * @param rule its id, `flux/force`
 * @throws where the construct is not below a Cluster
 */
export function acknowledge(construct: IConstruct, rule: string, props: AcknowledgeProps): void {
  const { reason = '', until } = { ...props }; // where nobody compiled: that it is missing is a finding of its own
  compositionOf(construct).acknowledgements.push({ rule, reason, until, at: construct, stack: new Error() });
}
