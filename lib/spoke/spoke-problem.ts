import { fixLines, placeLines } from '../report/place-lines';

/** What is wrong with a spoke, told as findings of the hub are. */
export interface SpokeProblem {
  /** What is wrong, with the value found. */
  readonly message: string;
  /** What to do about it. @default - the message says it all */
  readonly fix?: string | undefined;
  /** The user's file, relative to the repo's root. @default - no line of the user's is known */
  readonly file?: string | undefined;
  /** The line in `file`, counted from 1. @default - as `file` */
  readonly line?: number | undefined;
  /** Path of the construct, below that of its folder. @default - no construct is known */
  readonly construct?: string | undefined;
}

/** A problem as people read it: what is wrong, where it was made, and what to do. */
export function formatProblem(problem: SpokeProblem): string {
  return [problem.message, ...placeLines(problem), ...fixLines(problem)].join('\n');
}

/** Problems as they are printed. */
export function formatProblems(problems: readonly SpokeProblem[]): string {
  return problems.map((problem) => `✖ ${formatProblem(problem)}`).join('\n\n');
}
