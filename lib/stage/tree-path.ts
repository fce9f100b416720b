const reserved = new Set(['.index', '.inventory']);

/**
 * Whether a path may name a file of the tree: relative, with forward slashes, every part a real name, and not among the
 * tree's own records. Whatever is read from an index or an inventory passes here before it meets the file system.
 */
export function isTreePath(path: string): boolean {
  const parts = path.split('/');
  if (reserved.has(parts[0] ?? '')) return false;
  return parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
}

/** Whether a name may name a cluster's records: one visible part of a path. */
export function isClusterName(name: string): boolean {
  return isTreePath(name) && !name.includes('/') && !name.startsWith('.');
}
