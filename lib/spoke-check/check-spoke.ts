import { join, resolve } from 'node:path';
import { unreachedFile } from '../audit/repo/unreached-file';
import type { Contract } from '../contract/contract';
import type { Finding } from '../manifest/finding';
import { inOrder } from '../report/in-order';
import { Builder } from '../tree/builder';
import type { Reading } from '../tree/closure';
import { findTool } from '../tree/kustomize-tool';
import { noTool } from '../tree/no-tool';
import { isWithin } from '../tree/path';
import { listRepo } from '../tree/repo-files';
import { Sources } from '../tree/sources';
import { textAt } from '../tree/text-at';
import { unreachedIn } from '../tree/unreached-files';
import { YamlFiles } from '../tree/yaml-files';
import { buildApp } from './build-app';
import type { BuiltApp } from './built-app';
import { unreadValues } from './encrypted';
import { judge } from './judge';
import { changedNamespaces } from './namespace-changed';
import { appsFrom, type Place, placesOf, sourcesOf } from './places';
import { isBuilt } from './spoke-facts';
import { spokeFactsOf } from './spoke-facts-of';
import { substitutionTraps } from './substitution-traps';
import { withFix } from './with-fix';

/** How a spoke is checked. */
export interface CheckOptions {
  /** Path of a kustomize, or of a kubectl. @default - the first on PATH */
  readonly kustomize?: string | undefined;
  /** Names of the clusters that count, with or without their environment. @default - all of the contract */
  readonly clusters?: readonly string[] | undefined;
  /** The Flux source that the repo is, `GitRepository/shop`. @default - those of which it has a folder; all, where it has none */
  readonly source?: string | undefined;
}

/** What a check came to. */
export interface SpokeCheck {
  /** Errors first, then by rule, file, line and cluster; each with its cluster, as `<environment>/<cluster>`. */
  readonly findings: readonly Finding[];
  /** In the order of the contract. */
  readonly clusters: readonly CheckedCluster[];
}

/** A cluster that a spoke was checked for. */
export interface CheckedCluster {
  /** `<environment>/<cluster>` */
  readonly name: string;
  /** Names of the apps that are applied there from the repo, sorted. */
  readonly apps: readonly string[];
  /** How many objects they are. */
  readonly objects: number;
}

/**
 * What the clusters of a contract would refuse of a spoke repo, as Flux would apply it. Nothing is fetched, asked, run but
 * kustomize, or changed.
 * @param root of the repo
 */
export async function checkSpoke(root: string, contract: Contract, options: CheckOptions = {}): Promise<SpokeCheck> {
  const repo = listRepo(resolve(root));
  const reading = new Sources(repo, new YamlFiles(repo)).whole;
  const builder = new Builder({ tool: findTool(options.kustomize), limit: 60_000 });
  const places = placesOf(contract, options.clusters);
  const sources = options.source === undefined ? sourcesHere(places, reading) : [options.source];
  const checked = await Promise.all(
    places.map(async (place) => {
      const apps = appsFrom(sources, place).map(([name, app]) => buildApp(reading, builder, place.contract, name, app));
      return checkPlace(contract.tenant, place, await Promise.all(apps));
    }),
  );
  const apps = checked.flatMap((each) => each.apps);
  const ofRepo = [
    ...(apps.some(({ lacksTool }) => lacksTool) ? [noTool(options.kustomize)] : []),
    ...unlisted(reading, apps),
  ];
  return {
    findings: [...ofRepo, ...checked.flatMap(({ findings }) => findings)].map(withFix).sort(inOrder),
    clusters: checked.flatMap((each) => each.clusters),
  };
}

interface CheckedPlace extends SpokeCheck {
  readonly apps: readonly BuiltApp[];
}

function checkPlace(tenant: string, { contract, clusters }: Place, apps: readonly BuiltApp[]): CheckedPlace {
  const [first] = clusters;
  const found = [
    ...apps.flatMap((app) => [
      ...app.findings,
      ...changedNamespaces(app, contract),
      ...substitutionTraps(app),
      ...unreadValues(app),
    ]),
    ...judge(spokeFactsOf(first, tenant, contract, apps)),
  ];
  const names = apps.map(({ name }) => name);
  const objects = apps.reduce((sum, app) => sum + app.objects.length, 0);
  return {
    apps,
    findings: clusters.flatMap((cluster) => found.map((finding) => ({ ...finding, cluster }))),
    clusters: clusters.map((name) => ({ name, apps: names, objects })),
  };
}

/** A contract may name several repos: this one is where their folders are. */
function sourcesHere(places: readonly Place[], { source }: Reading): string[] {
  const all = sourcesOf(places);
  const here = all.filter((each) =>
    places.some((place) => appsFrom([each], place).some(([, { path }]) => source.folders.has(path))),
  );
  return here.length > 0 ? here : all;
}

/** Objects in the folders of apps that no kustomization lists. */
function unlisted(reading: Reading, apps: readonly BuiltApp[]): Finding[] {
  const { root, files } = reading.repo;
  const reached = new Set(apps.flatMap((app) => app.files));
  const folders = new Set(apps.filter(isBuilt).map(({ app }) => app.path));
  const unreached = unreachedIn(reading, reached).filter((file) =>
    [...folders].some((folder) => isWithin(file, folder)),
  );
  const read = (path: string) => textAt(join(root, path));
  const { id, severity, fix } = unreachedFile;
  return [...unreachedFile.check({ files: new Set(files.keys()), read, clusters: [], reached, unreached })].map(
    ({ message, ...violation }) => ({ rule: id, severity, fix, ...violation, message: `${message}.` }),
  );
}
