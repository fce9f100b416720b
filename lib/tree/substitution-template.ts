/** A text with references to variables. */
export interface Template {
  readonly parts: readonly Part[];
  readonly faults: readonly TemplateFault[];
}

/** Text as it is to be written, or a reference. */
export type Part = string | Reference;

/** `${name}`, or a function of it. */
export interface Reference {
  /** As it is written. */
  readonly source: string;
  readonly name: string;
  /** What stands behind the name, `:=` or `//`; the empty string for the bare value, `#` without arguments for its length. */
  readonly operator: string;
  readonly args: readonly Part[];
}

/** An expression that Flux refuses. */
export interface TemplateFault {
  /** As it is written, up to the end of its line. */
  readonly source: string;
  /** Why; a clause that follows the expression. */
  readonly message: string;
}

/** More than this in each other is no text that anyone writes. */
const MAX_DEPTH = 50;

/**
 * Finds the references in a text, and what only looks like one: that stays text, and is a fault. Never throws.
 * `$$` is `$` wherever it stands outside a reference.
 */
export function parseTemplate(text: string): Template {
  const parts: Part[] = [];
  const faults: TemplateFault[] = [];
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) break;
    const next = text[dollar + 1];
    if (next === '$') {
      parts.push(text.slice(at, dollar + 1));
      at = dollar + 2;
    } else if (next !== '{') {
      parts.push(text.slice(at, dollar + 1));
      at = dollar + 1;
    } else {
      parts.push(text.slice(at, dollar));
      at = pushReference(text, dollar, parts, faults);
    }
  }
  return { parts: [...parts, text.slice(at)], faults };
}

/** @returns where the text goes on */
function pushReference(text: string, dollar: number, parts: Part[], faults: TemplateFault[]): number {
  const cursor: Cursor = { text, at: dollar + 2 };
  const reference = parseReference(cursor, dollar, 0);
  if (typeof reference !== 'string') {
    parts.push(reference);
    return cursor.at;
  }
  faults.push({ source: /^[^\n}]{0,80}\}?/.exec(text.slice(dollar, dollar + 100))?.[0] ?? '', message: reference });
  parts.push('${');
  return dollar + 2;
}

interface Cursor {
  readonly text: string;
  at: number;
}

/** The reference whose `${` was read, or why there is none. */
function parseReference(cursor: Cursor, start: number, depth: number): Reference | string {
  if (depth > MAX_DEPTH) return 'nests too deeply';
  const measured = read(cursor, /#/y);
  const name = read(cursor, /[\p{L}\p{Nd}_]+/uy);
  if (name === undefined) return 'names no variable';
  const operator = measured ?? read(cursor, operatorAt(cursor)) ?? '';
  const args = measured ? [] : parseArguments(cursor, operator, depth);
  if (typeof args === 'string') return args;
  if (read(cursor, /\}/y) === undefined) return 'is nothing that Flux can replace';
  return { source: cursor.text.slice(start, cursor.at), name, operator, args };
}

/** `-`, `+` and `?` are operators only behind a colon. */
function operatorAt(cursor: Cursor): RegExp {
  return cursor.text[cursor.at] === ':' ? /:[-=?+]?/y : /=|[,^]{1,2}|\/[/#%]?|##?|%%?/y;
}

function parseArguments(cursor: Cursor, operator: string, depth: number): Part[] | string {
  switch (operator[0]) {
    case undefined:
    case ',':
    case '^':
      return [];
    case '#':
    case '%':
      return collect([argument(cursor, /(?:[^}$]|\$(?!\{))+/y, depth)]);
    case '/':
      return parseReplacement(cursor, depth);
    default:
      return operator === ':' ? parseSlice(cursor, depth) : parseDefault(cursor, depth);
  }
}

function parseDefault(cursor: Cursor, depth: number): Part[] | string {
  const args: Part[] = [];
  while (cursor.text[cursor.at] !== '}') {
    const next = argument(cursor, /(?:[^}$]|\$(?!\{))+/y, depth);
    if (next === undefined) return 'is not closed';
    if (isFault(next)) return next.fault;
    args.push(next);
  }
  return args;
}

/** Flux loses its place where the position begins with anything but ASCII. */
function parseSlice(cursor: Cursor, depth: number): Part[] | string {
  if (cursor.text.charCodeAt(cursor.at) > 127) return 'has no position that is a number';
  const position = argument(cursor, /(?:[^:}$]|\$(?!\{))+/y, depth);
  if (read(cursor, /:+/y) === undefined) return collect([position]);
  return collect([position, argument(cursor, /(?:[^}$]|\$(?!\{))+/y, depth)]);
}

/** In a pattern and its replacement, `\/`, `\\` and `$$` stand for their second character. */
function parseReplacement(cursor: Cursor, depth: number): Part[] | string {
  const pattern = unescaped(argument(cursor, /(?:\\[/\\]|\$\$|[^/$]|\$(?!\{))+/y, depth));
  if (read(cursor, /\/+/y) === undefined) return 'lacks the / before what to write instead';
  if (cursor.text[cursor.at] === '}') return collect([pattern]);
  return collect([pattern, unescaped(argument(cursor, /(?:\\[/\\]|\$\$|[^}$]|\$(?!\{))+/y, depth))]);
}

interface Fault {
  readonly fault: string;
}

/** One argument, which is either text or one reference; undefined where there is none. */
function argument(cursor: Cursor, text: RegExp, depth: number): Part | Fault | undefined {
  const start = cursor.at;
  if (read(cursor, /\$\{/y) === undefined) return read(cursor, text);
  const reference = parseReference(cursor, start, depth + 1);
  return typeof reference === 'string' ? { fault: reference } : reference;
}

function unescaped(part: Part | Fault | undefined): Part | Fault | undefined {
  return typeof part === 'string' ? part.replace(/\\([/\\])|\$(\$)/g, '$1$2') : part;
}

function collect(args: readonly (Part | Fault | undefined)[]): Part[] | string {
  const found: Part[] = [];
  for (const arg of args) {
    if (arg === undefined) return 'lacks what to work with';
    if (isFault(arg)) return arg.fault;
    found.push(arg);
  }
  return found;
}

function isFault(arg: Part | Fault): arg is Fault {
  return typeof arg === 'object' && 'fault' in arg;
}

/** Reads what a sticky expression matches at the cursor. */
function read(cursor: Cursor, expression: RegExp): string | undefined {
  expression.lastIndex = cursor.at;
  const found = expression.exec(cursor.text)?.[0];
  cursor.at += found?.length ?? 0;
  return found;
}
