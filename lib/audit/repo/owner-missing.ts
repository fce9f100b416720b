import { codeownersFiles, parseCodeowners } from './codeowners';
import type { RepoRule } from './repo-rule';
import { topmost } from './topmost';

/** What Flux applies, and nobody in particular must review. */
export const ownerMissing: RepoRule = {
  id: 'repo/owner-missing',
  severity: 'warning',
  title: 'Folder without an owner',
  why: 'Whoever may merge anything may merge this, a change of the clusters and of every tenant among it.',
  fix: 'Name an owner for it in CODEOWNERS, in a hub repo by `npx flux-hub codeowners --write`, and let the branch be protected by their review.',
  see: [
    'https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
  ],
  *check({ files, read, clusters, reached }) {
    if (clusters.length === 0) return;
    const file = codeownersFiles.find((path) => files.has(path));
    if (file === undefined) {
      yield {
        message: 'The repo has no CODEOWNERS file',
        fix: 'Add one that names an owner for every folder, in a hub repo by `npx flux-hub codeowners --write .github/CODEOWNERS`, and let the branch be protected by their review.',
      };
      return;
    }
    const hasOwner = parseCodeowners(read(file) ?? '');
    const [owned, orphaned] = [[...reached].filter(hasOwner), [...reached].filter((path) => !hasOwner(path)).sort()];
    for (const { path, files: all } of topmost(orphaned, owned))
      yield { file, line: 1, message: `${path}${path === all[0] ? '' : '/'} has no owner in ${file}` };
  },
};
