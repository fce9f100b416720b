import { repositoryKey } from '../../manifest/repository-key';
import type { SourceSummary } from '../../stage/cluster-record';
import type { FleetRule } from '../rule';
import type { FleetFacts } from './fleet-facts';

/** A repository in one of its branches, on a cluster. */
interface Followed {
  readonly cluster: string;
  readonly at: SourceSummary;
  readonly branch: string;
}

const environment =
  /^(?:env(?:ironment)?s?[-/])?(?:dev|develop|development|int|integration|test|testing|qa|uat|stage|staging|pre-?prod|pre-?production|prod|production|live|sandbox)$/i;
const trunk = /^(?:main|master|trunk)$/;

/** One repository, and a branch of it for each environment. */
export const branchPerEnvironment: FleetRule = {
  id: 'flux/branch-per-environment',
  severity: 'warning',
  title: 'A branch per environment',
  why: 'Branches drift apart: what was tried in one is not what a merge makes of it in the next, and no diff shows how environments differ.',
  fix: 'Keep one branch with a folder per environment, and promote by tags or versions.',
  see: ['https://fluxcd.io/flux/guides/repository-structure/'],
  *check({ clusters }) {
    const named = namesIn(clusters);
    const isForOne = (branch: string) => environment.test(branch) || named.has(branch.toLowerCase());
    for (const alike of byRepository(clusters.flatMap(followed))) {
      const branches = new Set(alike.map(({ branch }) => branch).filter((name) => isForOne(name) || trunk.test(name)));
      if (branches.size < 2) continue;
      for (const { cluster, at, branch } of alike)
        if (isForOne(branch))
          yield {
            cluster,
            at,
            message: `follows ${at.url}, of which environments have branches of their own: ${[...branches].sort().join(', ')}`,
          };
    }
  },
};

/** What a branch for one environment or one cluster would be called, besides what it is called anywhere. */
function namesIn(clusters: FleetFacts['clusters']): ReadonlySet<string> {
  return new Set(clusters.flatMap(({ name, environment: of = name }) => [name, of]).map((name) => name.toLowerCase()));
}

function followed({ name: cluster, sources }: FleetFacts['clusters'][number]): Followed[] {
  return sources.flatMap((at) => {
    const { branch } = at.ref;
    return at.object.kind === 'GitRepository' && branch !== undefined ? [{ cluster, at, branch }] : [];
  });
}

function byRepository(all: readonly Followed[]): Iterable<Followed[]> {
  const repositories = new Map<string, Followed[]>();
  for (const each of all) {
    const repository = repositoryKey(each.at.url);
    const alike = repositories.get(repository);
    if (alike) alike.push(each);
    else repositories.set(repository, [each]);
  }
  return repositories.values();
}
