import type { Finding } from '../../manifest/finding';
import type { RepoFacts } from './repo-facts';
import { repoRules } from './rules';

/** Everything that is to be said of a repo as a whole, in the order of rules. */
export function checkRepo(facts: RepoFacts): Finding[] {
  return repoRules.flatMap(({ id, severity, fix, check }) =>
    [...check(facts)].map((violation) => ({
      rule: id,
      severity,
      ...violation,
      message: `${violation.message}.`,
      fix: violation.fix ?? fix,
    })),
  );
}
