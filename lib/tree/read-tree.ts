import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../manifest/finding';
import { assumedEntries } from './assumed-entries';
import { Builder } from './builder';
import { committedEntries } from './committed-entries';
import type { Entry } from './entry';
import { mapIn, stringIn } from './fields';
import { fluxDocuments } from './flux-documents';
import { type Followed, follow } from './follow';
import { findTool } from './kustomize-tool';
import { noTool } from './no-tool';
import { nameOf, shown } from './path';
import { listRepo, type RepoFiles } from './repo-files';
import type { Source } from './source';
import { Sources } from './sources';
import type { Tree, TreeCluster } from './tree';
import { treeFinding } from './tree-finding';
import { unreachedIn } from './unreached-files';
import { maxFileSize, tooLarge, YamlFiles } from './yaml-files';

/** How a repo is read. */
export interface ReadOptions {
  /** Path of a kustomize, or of a kubectl. @default - what `FLUX_HUB_KUSTOMIZE` names, or else the first on PATH */
  readonly kustomize?: string;
  /** The most that one run of it may take, in milliseconds. @default 60000 */
  readonly limit?: number;
}

/**
 * Reads a Flux repo and builds all that it applies to each of its clusters. Nothing outside the folder is read, nothing
 * is fetched, and nothing in the folder is run or changed. What cannot be read or built is a finding, never an error.
 */
export async function readTree(root: string, options: ReadOptions = {}): Promise<Tree> {
  const folder = resolve(root);
  if (!isFolder(folder)) return nothing(treeFinding('tree/unreadable', `${root} is no folder that can be read.`));
  const repo = listRepo(folder);
  const yaml = new YamlFiles(repo);
  const builder = new Builder({ tool: findTool(options.kustomize), limit: options.limit ?? 60_000 });
  const sources = new Sources(repo, yaml);
  const { whole } = sources;
  const { documents, findings: unread } = fluxDocuments(whole);
  const followAll = (entries: readonly Entry[]) =>
    Promise.all(
      entries.map((entry) =>
        follow(entry, sources.at(entry.base, stringIn(mapIn(entry.source?.spec).ignore)), builder),
      ),
    );
  const committed = committedEntries(sources, documents);
  const sure = await followAll(committed);
  const reached = filesOf(sure);
  const rest = documents.filter(({ file }) => !reached.has(file));
  const folders = committed.map((entry) => entry.folder);
  const assumed = await followAll(assumedEntries(sources, rest, folders));
  const followed = [...sure, ...assumed].sort(byFolder);
  const all = filesOf(followed);
  const clusters = named(followed.map(({ cluster }) => cluster));
  const findings = [
    ...(clusters.length === 0 ? [noFlux] : []),
    ...unread.filter(({ file }) => clusters.length === 0 || !all.has(file ?? '')),
    ...oddities(repo, whole.source, all),
    ...(followed.some(({ lacksTool }) => lacksTool) ? [noTool(options.kustomize)] : []),
    ...followed.flatMap(({ findings }, index) =>
      findings.map((finding) => ({ ...finding, cluster: clusters[index]?.name })),
    ),
  ];
  return { clusters, findings: once(findings), unreached: unreachedIn(whole, all) };
}

function filesOf(followed: readonly Followed[]): ReadonlySet<string> {
  return new Set(followed.flatMap(({ cluster }) => cluster.kustomizations.flatMap(({ files }) => files)));
}

/** Clusters by the last part of their folders, or by all of it where that is not enough. */
function named(clusters: readonly TreeCluster[]): TreeCluster[] {
  const count = new Map<string, number>();
  for (const { folder } of clusters) count.set(nameOf(folder), (count.get(nameOf(folder)) ?? 0) + 1);
  return clusters.map((cluster) => {
    const name = nameOf(cluster.folder);
    return { ...cluster, name: (count.get(name) === 1 ? name : cluster.folder) || 'cluster' };
  });
}

/** What is in the repo that Flux cannot take, whether anything needs it or not. */
function oddities(repo: RepoFiles, source: Source, reached: ReadonlySet<string>): Finding[] {
  const links = [...repo.links]
    .filter(([, target]) => target !== 'into the repo')
    .map(([file, target]) =>
      treeFinding('tree/link', `${file} is a symbolic link that leads ${target}: it is not followed.`, {
        fix: 'Put the file itself in its place, or remove the link.',
        file,
        line: 1,
      }),
    );
  const large = [...source.files.values()]
    .filter((path) => /\.ya?ml$/.test(path) && (repo.files.get(path) ?? 0) > maxFileSize && !reached.has(path))
    .map((path) => tooLarge(path, repo.files.get(path) ?? 0));
  const unreadable = [...repo.unreadable].map(([file, code]) =>
    treeFinding('tree/unreadable', `${shown(file)} cannot be read: ${code}.`, { file, line: 1 }),
  );
  return [...links, ...large, ...unreadable];
}

function byFolder(a: Followed, b: Followed): number {
  return a.cluster.folder < b.cluster.folder ? -1 : 1;
}

/** Several Kustomizations of a cluster may read one file. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

const noFlux = treeFinding(
  'tree/no-flux',
  'There is no Flux here: no flux-system folder, no FluxInstance, no Flux Kustomization.',
  { fix: 'Name the root of the repo that Flux reads.' },
);

function nothing(finding: Finding): Tree {
  return { clusters: [], findings: [finding], unreached: [] };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
