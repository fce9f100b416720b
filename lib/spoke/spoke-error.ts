import { formatProblem, type SpokeProblem } from './spoke-problem';

/** What is wrong with a spoke, all of it. */
export class SpokeError extends Error {
  constructor(
    /** Each mistake. */
    readonly problems: readonly SpokeProblem[],
  ) {
    super(problems.map(formatProblem).join('\n\n'));
    this.name = 'SpokeError';
  }
}
