/** How long it waits before it asks again: at first, and at most. */
const POLL_MS = { least: 40, most: 400 };

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
  const start = Date.now();
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    const waited = Date.now() - start;
    if (waited > seconds * 1000) throw new Error(`${what}: not within ${seconds} s. ${seen()}`.trimEnd());
    // What takes long is asked for seldom: many ask at once, and all that they ask for runs beside them.
    const pause = Math.min(Math.max(waited / 10, POLL_MS.least), POLL_MS.most);
    await new Promise((done) => setTimeout(done, pause));
  }
}
