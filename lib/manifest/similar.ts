/** What to do about a name that there is not: the question after the one that was meant, or something else. */
export function didYouMean(name: string, known: readonly string[], otherwise = oneOf(known)): string {
  const near = similar(name, known);
  return near === undefined ? otherwise : `Did you mean ${near}?`;
}

function oneOf(known: readonly string[]): string {
  return known.length === 0 ? 'There is none.' : `Use one of ${known.join(', ')}.`;
}

/** The first of those closest to a mistyped name, if that is close enough to ask about: a slip in four letters. */
function similar(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(name.length, Math.max(1, Math.floor(name.length / 4)) + 1);
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** How many slips make one name of another: a letter too much, missing or wrong, or two that changed places. Cut off at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          replaced,
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          swapped ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    // From two rows that are too far off none is nearer.
    if (Math.min(...last) >= limit && Math.min(...row) >= limit) return limit;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? limit;
}
