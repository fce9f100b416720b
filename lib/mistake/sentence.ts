/** What an error says, with a full stop. */
export function sentence(error: unknown): string {
  return `${error instanceof Error ? error.message : error}`.replace(/\.?$/, '.');
}
