import type { ClusterContract, Contract } from '../contract/contract';
import { contractFiles, partText } from '../contract/contract-files';
import type { GrantedHostname } from '../spoke/granted-hostname';
import { Spoke, type SpokeFiles } from '../spoke/spoke';
import { SpokeError } from '../spoke/spoke-error';
import type { SpokeFolder } from '../spoke/spoke-folder';
import { fillWithStarter, type StarterApp, starterApps } from './starter';
import * as template from './templates';

/**
 * A spoke repo that works, by the paths of its files: code, tests, CI, and the tree that the code renders.
 * @throws SpokeError where the contract has no app
 */
export function spokeRepo(contract: Contract, version: string): SpokeFiles {
  const apps = starterApps(contract);
  if (apps.length === 0)
    throw new SpokeError([{ message: `The contract of ${contract.tenant} has no app: nothing applies its repo.` }]);
  const rendered = renderStarter(contract, apps);
  const folders = [...rendered.keys()].flatMap((path) => (/(?:^|\/)kustomization\.yaml$/.test(path) ? [path] : []));
  const files: [string, string][] = [
    ['.github/workflows/check.yml', template.workflow],
    ['.gitignore', template.gitignore],
    ['README.md', template.readme(contract.tenant, folders.sort())],
    ['apps/web.ts', template.web],
    ['cdk8s.yaml', template.cdk8sYaml],
    ['main.ts', template.main],
    ['package.json', template.packageJson(contract.tenant, version)],
    ['spoke.ts', template.spoke(apps)],
    ['test/spoke.test.ts', template.test(folders)],
    ['tsconfig.json', template.tsconfig],
    ...contractTexts(contract),
  ];
  return new Map([...files, ...rendered]);
}

function contractTexts({ tenant, environments }: Contract): [string, string][] {
  const parts = Object.entries(environments).flatMap(([environment, clusters]) =>
    Object.entries(clusters).map(([cluster, part]: [string, ClusterContract]) => ({
      environment,
      cluster,
      ...partText(part),
    })),
  );
  return contractFiles(tenant, parts).map(({ path, text }) => [`contract${path.slice(path.lastIndexOf('.'))}`, text]);
}

interface StarterFolder extends SpokeFolder {
  hostname(hostname: string): GrantedHostname;
}

function renderStarter(contract: Contract, apps: readonly StarterApp[]): SpokeFiles {
  const spoke = new Spoke<Contract>({ contract, root: '.' });
  for (const [index, { name, isShared, hostnames }] of apps.entries()) {
    const fill = (hostname: string | undefined) => (folder: StarterFolder) => {
      if (index === 0) fillWithStarter(folder, hostname === undefined ? undefined : folder.hostname(hostname));
    };
    const each = [...hostnames].map(([environment, hostname]) => [environment, fill(hostname)] as const);
    const [[, first] = ['', fill(undefined)]] = each;
    spoke.app(name, isShared ? first : Object.fromEntries(each));
  }
  return spoke.files();
}
