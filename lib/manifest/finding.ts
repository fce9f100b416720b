import type { ObjectId } from './object-id';

/** Errors stop a synth, warnings are printed, notes are shown on request. */
export type Severity = 'error' | 'warning' | 'note';

/** What a rule says about an object or an input: the one vocabulary of every command and of `--json`. */
export interface Finding {
  /** Id of the rule, `family/name`. */
  readonly rule: string;
  /** Whether it stops the synth. */
  readonly severity: Severity;
  /** What is wrong, with the value found. */
  readonly message: string;
  /** What to do about it. @default - the rule's own advice says nothing more */
  readonly fix?: string | undefined;
  /** The cluster it was found on. @default - a finding of the whole fleet */
  readonly cluster?: string | undefined;
  /** The object it is about. @default - it is about an input, not an object */
  readonly object?: FindingObject | undefined;
  /** The user's file, relative to the hub's root. @default - no line of the user's is known */
  readonly file?: string | undefined;
  /** The line in `file`, counted from 1. @default - as `file` */
  readonly line?: number | undefined;
  /** Path of the construct in its cluster's tree. @default - no construct is known */
  readonly construct?: string | undefined;
  /** Why somebody accepts it: it is a note then. @default - nobody does */
  readonly acknowledged?: Acknowledged | undefined;
}

/** What makes a finding a note. */
export interface Acknowledged {
  /** Why it is accepted. */
  readonly reason: string;
  /** The last day on which it is, `2027-03-01`. @default - it always is */
  readonly until?: string | undefined;
}

/** The object a finding is about, as `--json` prints it. */
export interface FindingObject {
  /** Group and version, `apps/v1`. */
  readonly apiVersion: string;
  /** `Deployment` */
  readonly kind: string;
  /** `metadata.namespace` @default - it lives in no namespace */
  readonly namespace?: string | undefined;
  /** `metadata.name` */
  readonly name: string;
}

/** Whether any of some findings is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** What is printed unasked: errors and warnings. */
export function withoutNotes(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity !== 'note');
}

/** A place in a file of the user's. */
export interface SourceLine {
  /** Relative to the hub's root where it lies below it. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The identity of an object as a finding shows it. */
export function findingObject(apiVersion: string, id: ObjectId): FindingObject {
  return { apiVersion, kind: id.kind, namespace: id.namespace, name: id.name };
}
