/** ` Did you mean x?` where a known name is close to the one given, else nothing. */
export function didYouMean(given: string, known: Iterable<string>): string {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(given.length / 3));
  for (const name of [...known].sort()) {
    const distance = editDistance(given, name);
    if (distance < least || (distance === least && best === undefined)) [best, least] = [name, distance];
  }
  return best === undefined ? '' : ` Did you mean ${best}?`;
}

/** Letters to insert, delete or replace to make one of the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
