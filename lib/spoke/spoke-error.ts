/** What is wrong with a spoke, all of it, in sentences. */
export class SpokeError extends Error {
  constructor(
    /** A sentence for each mistake. */
    readonly problems: readonly string[],
  ) {
    super(problems.join('\n'));
    this.name = 'SpokeError';
  }
}
