import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { specOf } from './spec-of';

/** A repository in one of its branches. */
interface Followed {
  readonly object: IndexedObject;
  readonly url: string;
  readonly branch: string;
}

const environment =
  /^(?:env(?:ironment)?s?[-/])?(?:dev|develop|development|int|integration|test|testing|qa|uat|stage|staging|pre-?prod|pre-?production|prod|production|live|sandbox)$/i;
const trunk = /^(?:main|master|trunk)$/;

/** One repository, and a branch of it for each environment. */
export const branchPerEnvironment: ClusterRule = {
  id: 'flux/branch-per-environment',
  severity: 'warning',
  title: 'A branch per environment',
  why: 'Branches drift apart: what was tried in one is not what a merge makes of it in the next, and no diff shows how environments differ.',
  fix: 'Keep one branch with a folder per environment, and promote by tags or versions.',
  see: ['https://fluxcd.io/flux/guides/repository-structure/'],
  *check({ index }) {
    for (const alike of byRepository(fluxKinds(index, 'GitRepository').flatMap(followed))) {
      const branches = [...new Set(alike.map(({ branch }) => branch))].filter(
        (name) => environment.test(name) || trunk.test(name),
      );
      const first = alike.find(({ branch }) => environment.test(branch));
      if (first && branches.length > 1)
        yield {
          object: first.object,
          message: `follows branch ${first.branch} of ${first.url}, of which others follow ${branches.filter((name) => name !== first.branch).join(', ')}`,
        };
    }
  },
};

function followed(object: IndexedObject): Followed[] {
  const { url, ref } = specOf<{ url: string; ref: { branch?: string } }>(object);
  return url !== undefined && ref?.branch !== undefined ? [{ object, url, branch: ref.branch }] : [];
}

function byRepository(all: readonly Followed[]): Iterable<Followed[]> {
  const repositories = new Map<string, Followed[]>();
  for (const each of all) {
    const repository = each.url.toLowerCase().replace(/\/$|\.git\/?$/, '');
    const alike = repositories.get(repository);
    if (alike) alike.push(each);
    else repositories.set(repository, [each]);
  }
  return repositories.values();
}
