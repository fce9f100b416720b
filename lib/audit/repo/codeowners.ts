import { type IgnorePattern, ignores, parseIgnore } from '../../tree/source-ignore';

/** Where hosts of Git look for it. */
export const codeownersFiles = ['.github', '.gitlab', '.gitea', '.forgejo', '', 'docs'].map((folder) =>
  folder === '' ? 'CODEOWNERS' : `${folder}/CODEOWNERS`,
);

/** Whether a path has an owner. */
export type HasOwner = (path: string) => boolean;

/**
 * Reads a CODEOWNERS file: the last line that fits a path decides, and one without owners takes them away. Sections of
 * GitLab give their owners to lines that have none.
 * @see https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function parseCodeowners(text: string): HasOwner {
  const rules: { readonly patterns: readonly IgnorePattern[]; readonly owned: boolean }[] = [];
  let sectionOwned = false;
  for (const line of text.split('\n').map((each) => each.replace(/(?:^|\s)#.*$/, '').trim())) {
    const section = /^\^?\[[^\]]*\](?:\[\d+\])?(.*)$/.exec(line);
    if (section) sectionOwned = (section[1] ?? '').trim() !== '';
    const [pattern, ...owners] = section ? [] : line.split(/(?<!\\)\s+/);
    if (pattern) rules.push({ patterns: parseIgnore(pattern), owned: owners.length > 0 || sectionOwned });
  }
  return (path) => rules.findLast(({ patterns }) => ignores(patterns, path))?.owned ?? false;
}
