import { type Comments, type CommentTree, commentTree } from './comments';
import { faultIn, isPlainMap } from './plain';
import { keyText, stringText } from './scalar';

export type { Comments } from './comments';

/**
 * A map or list as one YAML document without `---`, ending in a line break. Keys keep their order, undefined fields
 * are left out, nothing is folded or aliased. The text is YAML 1.1 that `kubectl` and Flux read back as it was.
 *
 * It is what the `yaml` package writes with `version: '1.1', lineWidth: 0`, except that it quotes what the Go parsers
 * would misread: see `scalar.ts`. It is written directly because it is the innermost loop of a synth.
 *
 * @param comments to stand behind scalars, where Flux's image automation looks for its markers. @default - none
 * @throws Error naming the path of what is no plain value, and the pointer of a comment that fits nowhere.
 */
export function emit(document: unknown, comments?: Comments): string {
  const tree = comments && commentTree(document, comments);
  try {
    if (Array.isArray(document)) return `${listText(document, '', tree) || '[]'}\n`;
    if (document !== null && typeof document === 'object') return `${mapText(document, '', tree) || '{}'}\n`;
    throw new TypeError('the document is neither a map nor a list');
  } catch (error) {
    throw faultIn(document) ?? error;
  }
}

/** Several documents, with a line `---` between them. */
export function emitAll(documents: readonly unknown[]): string {
  return documents.map((document) => emit(document)).join('---\n');
}

/** The lines of a map, the first without its indent; empty for a map without fields. */
function mapText(map: unknown, indent: string, comments: CommentTree | undefined): string {
  if (!isPlainMap(map)) throw new TypeError('not a plain map');
  let text = '';
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    if (text !== '') text += `\n${indent}`;
    const below = comments?.below.get(key);
    if (typeof value !== 'object' || value === null) {
      text += `${keyText(key)} ${scalarText(value, indent, below?.text)}`;
      continue;
    }
    const inner = `${indent}  `;
    const isList = Array.isArray(value);
    const block = isList ? listText(value, inner, below) : mapText(value, inner, below);
    text += keyText(key) + (block === '' ? (isList ? ' []' : ' {}') : `\n${inner}${block}`);
  }
  return text;
}

/** The lines of a list, as `mapText` gives those of a map. */
function listText(list: readonly unknown[], indent: string, comments: CommentTree | undefined): string {
  const inner = `${indent}  `;
  let text = '';
  for (let index = 0; index < list.length; index++) {
    const value = list[index];
    if (index > 0) text += `\n${indent}`;
    const below = comments?.below.get(String(index));
    if (typeof value !== 'object' || value === null) text += `- ${scalarText(value, indent, below?.text)}`;
    else if (Array.isArray(value)) text += `- ${listText(value, inner, below) || '[]'}`;
    else text += `- ${mapText(value, inner, below) || '{}'}`;
  }
  return text;
}

function scalarText(value: unknown, indent: string, comment: string | undefined): string {
  const text = typeof value === 'string' ? stringText(value, indent) : literalText(value);
  return comment === undefined ? text : withComment(text, comment);
}

function literalText(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError('not a plain value');
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Behind the header of a block scalar, since what follows would be text. */
function withComment(text: string, comment: string): string {
  const end = text.startsWith('|') ? text.indexOf('\n') : text.length;
  return `${text.slice(0, end)} # ${comment}${text.slice(end)}`;
}
