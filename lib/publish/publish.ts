import type { ContractsPlan } from './contracts';
import { inventoryPath } from './inventory';
import { journalPath } from './journal';
import { byPath } from './path';
import type { ClusterPlan } from './plan';
import { type PlannedCluster, preparePublish } from './prepare';
import type { ClusterReport, ContractsReport, PublishReport, StaleFile } from './report';
import type { PublishRequest } from './request';
import { publishSteps, take } from './steps';

/**
 * Brings the rendered tree to what the stage holds: changed files by temp file and rename, deletions after them, the inventory
 * of each cluster last. Nothing is written where any cluster of the selection has a problem; what a killed publish left
 * undone, the next completes.
 *
 * Problems are findings of the family `publish/`: `no-stage`, `partial-stage`, `stage-format`, `stage-version`,
 * `stage-damaged`, `stage-inputs` refuse the stage; `unknown-name`, `nothing-selected`, `not-rendered`, `cluster-gone`,
 * `remove-cluster` the selection; `inventory`, `link`, `in-the-way`, `edited`, `two-clusters`, `flux-version` what is found in
 * the rendered tree; `not-published`, `needs` a publish of tenants alone.
 *
 * @throws where the file system refuses
 */
export function publish(request: PublishRequest): PublishReport {
  const plan = preparePublish(request);
  const { problems, clusters, contracts, unknown } = plan;
  const check = request.check ?? false;
  const write = !check && !problems.some(({ severity }) => severity === 'error');
  let changed = false;
  for (const step of write ? publishSteps(plan) : []) {
    take(step, request.stage, request.deploy);
    changed = true;
  }
  const reports = clusters.map((cluster) => reportOf(cluster, write, check));
  const ofContracts = contractsReport(contracts, write, check);
  const isStale = [...reports, ofContracts].some(({ stale }) => stale.length > 0);
  const ok = !isStale && !problems.some(({ severity }) => severity === 'error');
  return { ok, changed, check, problems, clusters: reports, contracts: ofContracts, unknown };
}

function reportOf({ target, plan, unknown }: PlannedCluster, wrote: boolean, check: boolean): ClusterReport {
  const done = (paths: readonly string[]) => (wrote ? [...paths].sort() : []);
  const isRestored = plan.writes.filter(({ restored }) => restored).map(({ path }) => path);
  const isWritten = plan.writes.filter(({ restored }) => !restored).map(({ path }) => path);
  return {
    cluster: target.cluster,
    environment: target.environment,
    objects: target.objects,
    written: done([...isWritten, ...plan.placeholders]),
    restored: done(isRestored),
    deleted: done(plan.deletes),
    unchanged: plan.unchanged,
    inventory: wrote && plan.inventory !== undefined,
    unknown,
    edited: plan.edited,
    stale: check ? staleFiles(plan) : [],
  };
}

function contractsReport(plan: ContractsPlan, wrote: boolean, check: boolean): ContractsReport {
  const stale = [
    ...plan.writes.map(({ path }): StaleFile => ({ path, change: 'write' })),
    ...[...plan.deletes, ...plan.leftovers].map((path): StaleFile => ({ path, change: 'delete' })),
    ...plan.edited.map((path): StaleFile => ({ path, change: 'edited' })),
  ];
  return {
    written: wrote ? plan.writes.map(({ path }) => path).sort() : [],
    deleted: wrote ? [...plan.deletes].sort() : [],
    unchanged: plan.unchanged,
    edited: [...plan.edited].sort(),
    stale: check ? stale.sort(byPath) : [],
  };
}

function staleFiles(plan: ClusterPlan): StaleFile[] {
  const record = (path: string, next: string | undefined): StaleFile[] =>
    next === undefined ? [] : [{ path, change: next === 'delete' ? 'delete' : 'write' }];
  return [
    ...plan.writes.map(({ path, restored }): StaleFile => ({ path, change: restored ? 'restore' : 'write' })),
    ...plan.placeholders.map((path): StaleFile => ({ path, change: 'write' })),
    ...[...plan.deletes, ...plan.leftovers].map((path): StaleFile => ({ path, change: 'delete' })),
    ...plan.edited.map((path): StaleFile => ({ path, change: 'edited' })),
    ...record(inventoryPath(plan.cluster), plan.inventory),
    ...(plan.journal === undefined ? record(journalPath(plan.cluster), plan.journalAfter) : []),
  ].sort(byPath);
}
