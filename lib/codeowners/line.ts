/** A line of a CODEOWNERS file. */
export interface CodeownersLine {
  /** From the root of the repo: `/deploy/contracts/billing.json`. */
  readonly pattern: string;
  readonly owners: readonly string[];
}

/** The line as the file has it. */
export function lineText({ pattern, owners }: CodeownersLine): string {
  return [pattern, ...owners].join(' ');
}

/**
 * A pattern for a path from the repo's root, in which a part may be `*`. What else would stand for something is escaped.
 * @see https://git-scm.com/docs/gitignore#_pattern_format
 */
export function patternOf(path: string): string {
  const parts = path.split('/').map((part) => (part === '*' ? part : part.replace(/[\\*?[\]#\s]/g, '\\$&')));
  return `/${parts.join('/')}`;
}
