import { clusterOf } from './cluster-context';
import { type Problem, report } from './composition';
import { described, type Owner } from './owner';

/** `@user`, `@org/team`, a role of GitLab such as `@@maintainer`, or an e-mail address. */
const codeOwner = /^(?:@@?[\w.-]+(?:\/[\w.-]+)*|[^\s@#]+@[^\s@#]+)$/;

/**
 * Names that no line of CODEOWNERS can have: a host of Git skips the line, and asks nobody.
 * @param whose what they are to answer for, as a sentence ends with it
 * @see https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function codeOwnerProblems(whose: string, owners: readonly string[]): Omit<Problem, 'at'>[] {
  return owners
    .filter((owner) => !codeOwner.test(owner))
    .map((owner) => ({
      rule: 'hub/code-owner',
      message: `${JSON.stringify(owner)} is nobody who could answer for ${whose}.`,
      fix: codeOwner.test(`@${owner}`) ? `Write '@${owner}'.` : 'Write @user, @org/team or an e-mail address.',
    }));
}

/** Reports such names of tenants and services that have owners of their own: those of the hub are its own to say. */
export function reportCodeOwners(all: Iterable<Owner>): void {
  for (const owner of all) {
    if (owner.owners === clusterOf(owner).hub.owners) continue;
    const whose = `${described(owner.ownerKind)} ${owner.name}`;
    for (const problem of codeOwnerProblems(whose, owner.owners)) report(owner, problem);
  }
}
