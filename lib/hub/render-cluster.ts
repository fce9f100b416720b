import { checkCluster, checkWriting } from '../checks/check-cluster';
import type { ClusterFacts } from '../checks/facts/cluster-facts';
import type { ClusterInFleet } from '../checks/fleet/fleet-facts';
import { summarise } from '../checks/fleet/summarise';
import { clusterContracts } from '../contract/cluster-contracts';
import { reportGateways } from '../gateway/report-gateways';
import { type Finding, hasErrors } from '../manifest/finding';
import type { HubContext } from '../object/cluster-context';
import { reportCodeOwners } from '../object/code-owner';
import { type Composition, report } from '../object/composition';
import { reportEmptyServices } from '../platform/empty-services';
import { reportMissingEngine } from '../platform/missing-engine';
import { reportDeclaredExternals } from '../secrets/declared-external';
import { deployFolder } from '../stage/deploy-folder';
import { ownerKey } from '../stage/owner-key';
import { stageFormat } from '../stage/stage';
import { reportTrustedTenants } from '../tenancy/trusted-tenants';
import type { Cluster } from './cluster';
import { clusterFacts } from './cluster-facts';
import { type ClusterFiles, clusterFiles, type Write } from './cluster-files';
import { collect } from './collect';
import { composeCluster, problemFinding } from './compose-cluster';
import { readEncryptedFiles } from './encrypted-files';
import type { ClusterDefinition } from './environment';
import { hostnameRows } from './hostname-rows';
import type { Layout } from './layout';
import { override } from './override';
import { type Placement, place } from './place';
import type { RenderedCluster } from './rendered';
import { reportSharedNamespaces } from './shared-namespaces';
import { stagedOwners } from './staged-owners';
import { type Contracts, stampContracts } from './stamp-contracts';
import { strayPaths, takenPaths } from './taken-paths';

/** How a cluster is rendered. */
export interface RenderSettings {
  readonly hub: HubContext;
  readonly layout: Layout;
  /** Whether encrypted files are read, or taken for granted as in a test of a cluster that has no folder of them. */
  readonly encryptedFiles: 'read' | 'assumed';
  /** The day by which acknowledgements end, `2027-03-01`. @default - none of them ends */
  readonly today?: string | undefined;
  /** Takes each file as it is made. Where there is an error after all, they count for nothing. */
  readonly write: Write;
}

/** Composes, checks and renders one cluster. */
export function renderCluster(definition: ClusterDefinition, settings: RenderSettings): RenderedCluster {
  const { hub, today } = settings;
  const { name, environment } = definition;
  const { cluster, composition, thrown } = composeCluster(definition, hub);
  const placement = cluster && placeCluster(cluster, composition, settings);
  const facts = cluster && placement && clusterFacts(cluster, composition, { ...placement, today });
  const reported = composition.problems.map((problem) => problemFinding(problem, name, hub.root));
  const found = [...thrown, ...(facts ? checkCluster(facts, reported) : reported)];
  const sound = facts && !hasErrors(found);
  const contracts: Contracts = sound ? clusterContracts(cluster, facts.index, facts.access()) : new Map();
  const stamped = placement && stampContracts(placement, contracts);
  const { files, faults } =
    sound && stamped ? write(cluster, stamped, facts, settings.write) : { files: noFiles, faults: unwritten(facts) };
  const findings = [...found, ...faults];
  return {
    name,
    environment: environment.name,
    objects: stamped?.objects ?? [],
    findings,
    inFleet: facts ? summarise(facts) : unknownInFleet(name),
    staged: {
      format: stageFormat,
      cluster: name,
      environment: environment.name,
      flux: { bootstrap: cluster?.bootstrap.type ?? 'cli', version: cluster?.flux.version ?? '' },
      bootstrapFiles: files.bootstrapFiles,
      owners: placement ? stagedOwners(placement.parts) : [],
      files: files.files,
      lists: files.lists,
      contracts: [...contracts].map(([tenant, part]) => ({ owner: ownerKey('tenant', tenant), part })),
    },
  };
}

function unknownInFleet(name: string): ClusterInFleet {
  return { summary: { name, tenants: [], sources: [], hostnames: [] }, acknowledgements: [] };
}

const noFiles: ClusterFiles = { files: [], lists: [], bootstrapFiles: [] };

function placeCluster(cluster: Cluster, composition: Composition, settings: RenderSettings): Placement {
  const collected = collect(cluster);
  const encrypted = settings.encryptedFiles === 'read' ? readEncryptedFiles(cluster, composition.encrypted) : [];
  const placement = place(cluster, settings.layout, collected, encrypted);
  for (const { path, first, again } of takenPaths(cluster.name, placement))
    report(cluster, {
      rule: 'hub/path-taken',
      message: `${first} and ${again} would both be written to ${deployFolder}/${path}.`,
      fix: 'Give one of them another name, or correct the layout.',
    });
  for (const path of strayPaths(placement))
    report(cluster, {
      rule: 'hub/path-stray',
      message: `The layout puts something at ${JSON.stringify(path)}, which is no place in ${deployFolder}/.`,
      fix: 'Correct the layout: paths are relative, with forward slashes, and no part of them is empty, `.` or `..`.',
    });
  reportSharedNamespaces(placement.parts.map(({ owner }) => owner));
  reportGateways(composition.owners.values());
  reportCodeOwners(composition.owners.values());
  reportEmptyServices(composition.owners.values());
  reportTrustedTenants(cluster, cluster.platformAccounts, composition.owners.values());
  reportMissingEngine(cluster);
  reportDeclaredExternals(composition.externals, placement.objects);
  const objects = override(placement.objects, cluster.overrides, ({ stack }, message) => {
    report(cluster, { rule: 'hub/override', message, fix: 'Correct the selection, the patch, or the number.', stack });
  });
  return { ...placement, objects };
}

/** The cluster's files; none where something cannot be written, which is then said. */
function write(cluster: Cluster, placement: Placement, facts: ClusterFacts, take: Write) {
  try {
    return { files: clusterFiles(cluster.name, placement, hostnameRows(facts), take), faults: [] };
  } catch (error) {
    const faults = unwritten(facts);
    if (faults.length === 0) throw error;
    return { files: noFiles, faults };
  }
}

function unwritten(facts: ClusterFacts | undefined): Finding[] {
  return facts ? checkWriting(facts) : [];
}
