/** A part that is empty, `.` or `..`; a character that no part has; the tree's own records. */
const stray = /(?:^|\/)\.{0,2}(?:\/|$)|[\\\0]|^\.(?:index|inventory)(?:\/|$)/;

/**
 * Whether a path may name a file of the tree: relative, with forward slashes, every part a real name, and not among the
 * tree's own records. Whatever is read from an index or an inventory passes here before it meets the file system.
 */
export function isTreePath(path: string): boolean {
  return !stray.test(path);
}

/** Whether a name may name a cluster's records: one visible part of a path. */
export function isClusterName(name: string): boolean {
  return isTreePath(name) && !name.includes('/') && !name.startsWith('.');
}
