const POLL_MS = 40;

/**
 * Asks until the answer is there, and gives it.
 * @param what is awaited, for the error
 * @param seconds after which it gives up
 * @throws with `what`, and what `seen()` says of the last state
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  { seconds = 30, seen = () => '' }: { seconds?: number; seen?: () => string } = {},
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s. ${seen()}`.trimEnd());
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
}
