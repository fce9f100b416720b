import type { RuleText } from '../manifest/rule-text';

/** What there is to say of something that a command reports without a rule's looking for it. */
export interface ReportedText extends Omit<RuleText, 'id' | 'severity' | 'see'> {
  /** @default 'error' */
  readonly severity?: RuleText['severity'];
  /** @default - nothing is documented elsewhere */
  readonly see?: readonly string[];
}

/** Texts by their ids. */
export type ReportedTexts = Readonly<Record<string, ReportedText>>;
