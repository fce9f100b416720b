/** One step of a pattern: any run of characters, or a test of one character. */
type Step = '*' | ((character: string) => boolean);

/** A shell pattern, ready to match. */
export type Glob = readonly Step[];

/**
 * A pattern of `*`, `?`, `[a-z]`, `[^a-z]` and `\` before a literal; undefined where it is malformed.
 * @see https://pkg.go.dev/path#Match
 */
export function parseGlob(pattern: string): Glob | undefined {
  const characters = Array.from(pattern);
  const steps: Step[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string;
    if (character === '*') {
      if (steps.at(-1) !== '*') steps.push('*');
    } else if (character === '?') steps.push(() => true);
    else if (character === '[') {
      const set = parseSet(characters, at + 1);
      if (set === undefined) return undefined;
      steps.push(set.admits);
      at = set.end;
    } else {
      const literal = character === '\\' ? characters[++at] : character;
      if (literal === undefined) return undefined;
      steps.push((each) => each === literal);
    }
  }
  return steps;
}

/** Whether the pattern matches all of a text. */
export function matches(glob: Glob, text: string): boolean {
  const characters = Array.from(text);
  return prefixes(glob, characters).at(-1) === characters.length;
}

/** How many characters each prefix has that the pattern matches, from the shortest; in time linear in the text. */
export function prefixes(glob: Glob, characters: readonly string[]): number[] {
  const lengths: number[] = [];
  let reached = follow(glob, new Set([0]));
  for (let length = 0; ; length++) {
    if (reached.has(glob.length)) lengths.push(length);
    const character = characters[length];
    if (character === undefined || reached.size === 0) return lengths;
    reached = follow(glob, advance(glob, reached, character));
  }
}

function advance(glob: Glob, reached: ReadonlySet<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const at of reached) {
    const step = glob[at];
    if (step === '*') next.add(at);
    else if (step?.(character)) next.add(at + 1);
  }
  return next;
}

/** Adds what is reached without a character, since `*` may stand for nothing. */
function follow(glob: Glob, reached: Set<number>): Set<number> {
  for (const at of reached) if (glob[at] === '*') reached.add(at + 1);
  return reached;
}

function parseSet(
  characters: readonly string[],
  start: number,
): { readonly admits: (character: string) => boolean; readonly end: number } | undefined {
  const negated = characters[start] === '^';
  const ranges: (readonly [from: string, to: string])[] = [];
  let at = negated ? start + 1 : start;
  const literal = () => {
    const character = characters[at++];
    if (character === undefined || character === '-' || character === ']') return undefined;
    return character === '\\' ? characters[at++] : character;
  };
  while (characters[at] !== ']' || ranges.length === 0) {
    const from = literal();
    if (from === undefined) return undefined;
    let to: string | undefined = from;
    if (characters[at] === '-') {
      at++;
      to = literal();
    }
    if (to === undefined) return undefined;
    ranges.push([from, to]);
  }
  const admits = (character: string) =>
    ranges.some(([from, to]) => compare(from, character) <= 0 && compare(character, to) <= 0) !== negated;
  return { admits, end: at };
}

function compare(a: string, b: string): number {
  return (a.codePointAt(0) as number) - (b.codePointAt(0) as number);
}
