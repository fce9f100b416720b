/** How many are named. */
const most = 3;

/** Names in a sentence, the first few of them: `a, b, c and 4 more`. */
export function few(names: readonly string[]): string {
  const rest = names.length - most;
  return `${names.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
