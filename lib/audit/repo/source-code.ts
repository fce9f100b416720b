import { folderOf, nameOf } from '../../tree/path';
import type { RepoRule } from './repo-rule';

/** What tells that an application is built from a folder. */
interface Build {
  readonly file: RegExp;
  /** Whether tools of a platform team have it too: it counts beside a Dockerfile only. */
  readonly common?: true;
}

const builds: readonly Build[] = [
  { file: /^(?:pom\.xml|build\.gradle(?:\.kts)?|Cargo\.toml|mix\.exs|composer\.json)$/ },
  { file: /\.(?:csproj|fsproj|sln)$/ },
  { file: /^(?:package\.json|go\.mod|pyproject\.toml|requirements\.txt|Gemfile)$/, common: true },
];

/** Folders for tools, and for what is tested. */
const tooling = /(?:^|\/)(?:\.[^/]+|hack|scripts?|tests?|tools?|vendor|node_modules)\//;

/** An application that lives beside the YAML that deploys it. */
export const sourceCode: RepoRule = {
  id: 'repo/source-code',
  severity: 'warning',
  title: 'Application source code in a GitOps repo',
  why: 'Every commit of the application is a new revision for every cluster, and who may change the code may change the cluster.',
  fix: 'Give the application a repo of its own, and let this one name what its pipeline built.',
  see: ['https://fluxcd.io/flux/guides/repository-structure/'],
  *check({ files, clusters }) {
    if (clusters.length === 0) return;
    const found = new Map<string, string>();
    for (const path of [...files].sort(outermostFirst)) {
      const folder = folderOf(path);
      const build = builds.find(({ file }) => file.test(nameOf(path)));
      if (!build || tooling.test(path) || isBelow(folder, found)) continue;
      const isBuilt = ['Dockerfile', 'Containerfile'].some((name) =>
        files.has(folder === '' ? name : `${folder}/${name}`),
      );
      if (build.common === undefined || isBuilt) found.set(folder, path);
    }
    for (const [folder, file] of found)
      yield {
        file,
        line: 1,
        message: `An application is built from ${folder === '' ? 'this repo' : `${folder}/`}, as ${nameOf(file)} says`,
      };
  },
};

function outermostFirst(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}

function isBelow(folder: string, found: ReadonlyMap<string, string>): boolean {
  return [...found.keys()].some((above) => above === '' || folder === above || folder.startsWith(`${above}/`));
}
