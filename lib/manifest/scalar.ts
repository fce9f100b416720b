import { stringify } from 'yaml';
import { GO_NUMBER } from './go-number';
import { isKey, isReadable } from './plain';

/**
 * What certainly needs no quotes: letters first, perhaps after `./`, and no word that YAML 1.1 reads as a boolean, null
 * or (`e1`) a number. Kept narrow: what it misses costs time once, what it wrongly admits would be wrong YAML.
 */
const PLAIN =
  /^(?!(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$)(?:\.\/)?[a-z/](?:[\w./@+-]|[:=,](?=[\w/])| (?=[a-z0-9]))*$/i;

/** Line breaks to the Go parsers where they stand as they are, or a byte order mark; invisible to a reader anyway. */
const INVISIBLE = /[\u2028\u2029\ufeff]/;

/** Several lines that a block scalar would not keep: the Go parsers refuse a leading tab and drop a blank first line. */
const LOST_IN_BLOCK = /^\n*(?:\t|[ \t][ \t\n]*$)/;

/** How many characters of spellings are remembered: every cluster has the same policies, long expressions and all. */
const REMEMBERED = 2 ** 20;

const OPTIONS = { version: '1.1', lineWidth: 0 } as const;
const strings: Spellings = { texts: new Map(), length: 0 };
const keys: Spellings = { texts: new Map(), length: 0 };

/** What texts are written as. */
interface Spellings {
  readonly texts: Map<string, string>;
  /** Of all that is remembered. */
  length: number;
}

/**
 * A string as a YAML value.
 * @param indent of the map or list item that holds it; lines after the first stand two spaces further in.
 * @throws TypeError where Flux cannot read it.
 */
export function stringText(value: string, indent: string): string {
  if (PLAIN.test(value)) return value;
  const text = strings.texts.get(value) ?? remember(strings, value, spell(value));
  return text.includes('\n') ? text.replace(/\n(?!\n|$)/g, `\n${indent}`) : text;
}

/**
 * A string as a YAML key, with its colon.
 * @throws TypeError where Flux cannot read it.
 */
export function keyText(key: string): string {
  return keys.texts.get(key) ?? remember(keys, key, spellKey(key));
}

function spell(value: string): string {
  if (!isReadable(value)) throw new TypeError('not readable');
  if (isMisread(value) || (value.includes('\n') && LOST_IN_BLOCK.test(value))) return quote(value);
  return stringify({ k: value }, OPTIONS).slice('k: '.length, -1);
}

function spellKey(key: string): string {
  if (!isKey(key)) throw new TypeError('not a key');
  // `yaml` quotes a key like a document marker at the left margin only.
  if (isMisread(key) || /^(?:---|\.\.\.)/.test(key)) return `${quote(key)}:`;
  return stringify({ [key]: 0 }, OPTIONS).slice(0, -' 0\n'.length);
}

function isMisread(value: string): boolean {
  return GO_NUMBER.test(value) || INVISIBLE.test(value);
}

/** One line in double quotes; every JSON escape is a YAML escape. */
function quote(value: string): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16)}`;
  return JSON.stringify(value).replace(new RegExp(INVISIBLE, 'g'), escaped);
}

function remember(spellings: Spellings, value: string, text: string): string {
  const length = value.length + text.length;
  if (spellings.length + length > REMEMBERED) {
    spellings.texts.clear();
    spellings.length = 0;
  }
  if (length > REMEMBERED) return text;
  spellings.texts.set(value, text);
  spellings.length += length;
  return text;
}
