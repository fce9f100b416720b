/** A hub that cannot be built as it is written. The message says what is wrong, for the person who wrote it. */
export class HubError extends Error {
  /** Tells the error from others, also one of another copy of this package. */
  override readonly name = 'HubError';
}
