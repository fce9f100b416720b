import { keysOf, valueAt } from './json-pointer';

/**
 * Comments to stand behind scalars, by JSON pointer, without the `# `: `/spec/values/image/tag` to
 * `{"$imagepolicy": "flux-system:api:tag"}`.
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export type Comments = ReadonlyMap<string, string>;

/** The comments of one node: its own, and those of its children by key or index. */
export interface CommentTree {
  text?: string;
  readonly below: Map<string, CommentTree>;
}

/**
 * The comments in the shape of the document they belong to.
 * @throws Error where a pointer leads to no scalar, or a comment does not fit on a line.
 */
export function commentTree(document: unknown, comments: Comments): CommentTree {
  const root: CommentTree = { below: new Map() };
  for (const [pointer, text] of comments) {
    if (/[\p{Cc}\u2028\u2029]/u.test(text)) throw new Error(`the comment at ${pointer} is not one line of text`);
    const keys = keysOf(pointer);
    if (!isScalar(valueAt(document, keys))) throw new Error(`the comment at ${pointer} has no scalar to stand behind`);
    let node = root;
    for (const key of keys) node = childOf(node, key);
    node.text = text;
  }
  return root;
}

function isScalar(value: unknown): boolean {
  return value === null || (value !== undefined && typeof value !== 'object');
}

function childOf(node: CommentTree, key: string): CommentTree {
  const child = node.below.get(key) ?? { below: new Map() };
  node.below.set(key, child);
  return child;
}
