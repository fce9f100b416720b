import { Buffer } from 'node:buffer';
import { parseGlob, prefixes } from './glob';

/** What an operator makes of a value; undefined where Flux fails on it. */
type Operation = (value: string, ...args: readonly string[]) => string | undefined;

/** Every operator but those of defaults, by what is written behind the name. */
export const operations: Readonly<Record<string, Operation>> = {
  '#': (value, pattern) =>
    pattern === undefined ? String(Buffer.byteLength(value)) : trimmed(value, pattern, 'least'),
  '##': (value, pattern = '') => trimmed(value, pattern, 'most'),
  '%': (value, pattern = '') => reversed(trimmed(reversed(value), reversed(pattern), 'least')),
  '%%': (value, pattern = '') => reversed(trimmed(reversed(value), reversed(pattern), 'most')),
  '^': (value) => value.replace(/^./su, upper),
  '^^': upper,
  ',': (value) => value.replace(/^./su, lower),
  ',,': lower,
  ':': slice,
  '/': (value, pattern = '', by = '') => value.replace(pattern, () => by),
  '//': (value, pattern = '', by = '') => (pattern === '' ? between(value, by) : value.replaceAll(pattern, () => by)),
  '/#': (value, pattern = '', by) =>
    by !== undefined && value.startsWith(pattern) ? by + value.slice(pattern.length) : value,
  '/%': (value, pattern = '', by) =>
    by !== undefined && value.endsWith(pattern) ? value.slice(0, value.length - pattern.length) + by : value,
};

/** Whether an operator writes something of its own where a variable is undefined or empty. */
export function isDefault(operator: string): boolean {
  return /^(?:=|:[-=?+])$/.test(operator);
}

/** Bytes from a position, which counts from the end where it is negative. What is no number changes nothing. */
function slice(value: string, position = '', length?: string): string | undefined {
  const bytes = Buffer.from(value);
  const from = integer(position);
  if (from === undefined) return value;
  const start = from < 0 ? Math.max(bytes.length + from, 0) : from;
  if (length === undefined) return bytes.subarray(start).toString();
  const count = integer(length);
  if (count === undefined) return value;
  if (start + count >= bytes.length) return bytes.subarray(start).toString();
  return count < 0 || start + count < 0 ? undefined : bytes.subarray(start, start + count).toString();
}

function integer(text: string): number | undefined {
  return /^[-+]?[0-9]+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}

/** Without the shortest or longest prefix, of one character at least, that the pattern matches. */
function trimmed(value: string, pattern: string, how: 'least' | 'most'): string {
  const glob = parseGlob(pattern);
  if (glob === undefined) return value;
  const characters = Array.from(value);
  const lengths = prefixes(glob, characters).filter((length) => length > 0);
  const length = how === 'least' ? lengths[0] : lengths.at(-1);
  return length === undefined ? value : characters.slice(length).join('');
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

/** Before every character, and at the end. */
function between(value: string, by: string): string {
  return ['', ...Array.from(value), ''].join(by);
}

function upper(text: string): string {
  return Array.from(text, (character) => oneFor(character, character.toUpperCase())).join('');
}

function lower(text: string): string {
  return Array.from(text, (character) => oneFor(character, character.toLowerCase())).join('');
}

/** Go maps a character to one character, and leaves what has none: `ß` stays. */
function oneFor(character: string, mapped: string): string {
  return Array.from(mapped).length === 1 ? mapped : character;
}
