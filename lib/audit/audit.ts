import { join } from 'node:path';
import { checkCluster } from '../checks/check-cluster';
import { checkFleet } from '../checks/check-fleet';
import type { ClusterFacts } from '../checks/facts/cluster-facts';
import { summarise } from '../checks/fleet/summarise';
import type { Finding } from '../manifest/finding';
import { inOrder } from '../report/in-order';
import { readTree } from '../tree/read-tree';
import { listRepo } from '../tree/repo-files';
import { textAt } from '../tree/text-at';
import type { TreeCluster } from '../tree/tree';
import { judgedByAssumption } from './assumed-version';
import { type Checklist, checklistOf } from './checklist/checklist';
import { readFacts } from './cluster-facts';
import { isIdleEverywhere } from './idle-everywhere';
import { located } from './located';
import { readCluster } from './read-cluster';
import type { AssumedVersions } from './read-versions';
import { checkRepo } from './repo/check-repo';
import type { RepoFacts } from './repo/repo-facts';

/** How a repo is judged. */
export interface AuditOptions extends AssumedVersions {
  /** Path of a kustomize, or of a kubectl. @default - the first on PATH */
  readonly kustomize?: string | undefined;
  /** The day by which acknowledgements end, `2027-03-01`. @default - none of them ends */
  readonly today?: string | undefined;
}

/** What an audit came to. */
export interface Audit {
  /** Errors first, then by rule, file, line and cluster. */
  readonly findings: readonly Finding[];
  /** Sorted by folder; behind each those that it applies to from afar. */
  readonly clusters: readonly AuditedCluster[];
  /** The rules of a fleet that many teams share, as pass or fail for each cluster. */
  readonly checklist: readonly Checklist[];
}

/** A cluster that was judged. */
export interface AuditedCluster {
  readonly name: string;
  /** The folder that its Flux starts from. */
  readonly folder: string;
  readonly foundBy: TreeCluster['foundBy'];
  /** What it was judged as. */
  readonly kubernetes: string;
  readonly flux: string;
  readonly tenants: readonly string[];
  /** How many Kustomizations Flux follows there, and how many objects they apply. */
  readonly kustomizations: number;
  readonly objects: number;
}

/** Reads a Flux repo as Flux would, and says what is wrong with it. Nothing is fetched, run or changed. */
export async function audit(root: string, { kustomize, today, ...versions }: AuditOptions = {}): Promise<Audit> {
  const tree = await readTree(root, kustomize === undefined ? {} : { kustomize });
  const read = (path: string) => textAt(join(root, path));
  const all = tree.clusters.flatMap((entry) =>
    located(entry).map((cluster, index) => {
      const reading = readCluster(cluster, { ...versions, read, today, isRemote: index > 0 });
      return judge(cluster, readFacts(reading), versions);
    }),
  );
  const judged = all.map((each) => ({
    ...each,
    findings: each.findings.filter((finding) => isIdleEverywhere(finding, all)),
  }));
  const repo: RepoFacts = {
    files: new Set(tree.clusters.length === 0 ? [] : listRepo(root).files.keys()),
    read,
    clusters: tree.clusters,
    reached: new Set(tree.clusters.flatMap(({ kustomizations }) => kustomizations.flatMap(({ files }) => files))),
    unreached: tree.clusters.length === 0 ? [] : tree.unreached,
  };
  const ofRepo = [...tree.findings, ...checkRepo(repo), ...checkFleet(judged.map(({ facts }) => summarise(facts)))];
  return {
    findings: [...ofRepo, ...judged.flatMap(({ findings }) => findings)].sort(inOrder),
    clusters: judged.map(({ cluster, facts }) => audited(cluster, facts)),
    checklist: judged.map(({ cluster, facts, findings }) =>
      checklistOf(cluster, facts, [
        ...ofRepo.filter((each) => each.cluster === undefined || each.cluster === cluster.name),
        ...findings,
      ]),
    ),
  };
}

interface Judged {
  readonly cluster: TreeCluster;
  readonly facts: ClusterFacts;
  readonly findings: readonly Finding[];
}

function judge(cluster: TreeCluster, facts: ClusterFacts, { kubernetes }: AssumedVersions): Judged {
  const isKnown = facts.cluster.flux.version.replace(/^v/, '').startsWith(`${facts.cluster.flux.release}.`);
  const assumed = { kubernetes: kubernetes === undefined, flux: !isKnown };
  return { cluster, facts, findings: checkCluster(facts).map((finding) => judgedByAssumption(finding, assumed)) };
}

function audited({ name, folder, foundBy, kustomizations, objects }: TreeCluster, facts: ClusterFacts): AuditedCluster {
  return {
    name,
    folder,
    foundBy,
    kubernetes: facts.cluster.kubernetes,
    flux: facts.cluster.flux.version,
    tenants: facts.tenancy.tenants.map((tenant) => tenant.name),
    kustomizations: kustomizations.length,
    objects: objects.length,
  };
}
