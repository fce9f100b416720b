/** A mistake in what a user's code gives, which it cannot go on with. Where the code is composed it becomes a finding. */
export class Mistake extends Error {
  override readonly name: string = 'Mistake';

  constructor(
    /** Id of the rule that the finding names. */
    readonly rule: string,
    message: string,
    /** What to do about it. */
    readonly fix: string,
  ) {
    super(message);
  }
}
