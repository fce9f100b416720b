import { mkdirSync, readFileSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsFolder } from '../contract/contract-files';
import { sha256 } from '../stage/hash';
import { folderOf } from '../tree/path';
import type { ContractsPlan } from './contracts';
import { bootstrapPlaceholder } from './gotk';
import { inventoryPath } from './inventory';
import { journalPath } from './journal';
import type { ClusterPlan } from './plan';
import type { PublishPlan } from './prepare';
import { tempOf } from './temp-file';

/** One change of the file system. After any of them the next publish can take over. Paths are below the rendered tree. */
export type Step =
  | { readonly do: 'make-folder'; readonly path: string }
  | { readonly do: 'write'; readonly path: string; readonly text: string }
  | { readonly do: 'copy'; readonly path: string; readonly from: string; readonly sha256: string }
  | { readonly do: 'rename'; readonly path: string; readonly to: string }
  | { readonly do: 'delete'; readonly path: string }
  | { readonly do: 'remove-folder'; readonly path: string };

/**
 * Everything that a publish does: the contracts, which are made of all clusters, and then these, one after the other. The inventories
 * of those that are removed go last of all: until nothing else is left to do it can be said again that they are to be removed.
 */
export function* publishSteps({ clusters, contracts, leftovers }: PublishPlan): Generator<Step> {
  const plans = clusters.map(({ plan }) => plan);
  const removed = plans.filter(({ inventory }) => inventory === 'delete');
  for (const path of leftovers) yield { do: 'delete', path };
  yield* contractSteps(contracts);
  for (const plan of plans.filter((each) => !removed.includes(each))) {
    yield* fileSteps(plan);
    yield* recordSteps(plan);
  }
  for (const plan of removed) yield* fileSteps(plan);
  for (const plan of removed) yield* recordSteps(plan);
}

/** A cluster's files. The journal comes first, so that whatever follows is known as ours. */
function* fileSteps(plan: ClusterPlan): Generator<Step> {
  const put = putter();
  for (const path of plan.leftovers) yield { do: 'delete', path };
  if (plan.journal !== undefined) yield* put(journalPath(plan.cluster), text(plan.journal));
  for (const path of plan.placeholders) yield* put(path, text(bootstrapPlaceholder));
  for (const file of plan.writes) {
    const content: Content =
      file.text === undefined ? { do: 'copy', from: file.path, sha256: file.sha256 } : text(file.text);
    yield* put(file.path, content);
  }
  for (const path of plan.deletes) yield { do: 'delete', path };
  for (const path of plan.emptied) yield { do: 'remove-folder', path };
}

/** The inventory comes after the files, so that whatever is deleted is listed until it is gone. */
function* recordSteps(plan: ClusterPlan): Generator<Step> {
  const put = putter();
  for (const [path, record] of [
    [inventoryPath(plan.cluster), plan.inventory],
    [journalPath(plan.cluster), plan.journalAfter],
  ] as const) {
    if (record === 'delete') yield { do: 'delete', path };
    else if (record !== undefined) yield* put(path, text(record));
  }
}

function* contractSteps(plan: ContractsPlan): Generator<Step> {
  const put = putter();
  for (const path of plan.leftovers) yield { do: 'delete', path };
  for (const file of plan.writes) yield* put(file.path, text(file.text));
  for (const path of plan.deletes) yield { do: 'delete', path };
  if (plan.emptied) yield { do: 'remove-folder', path: contractsFolder };
}

/** Puts a file into its place, whole or not at all. Each folder is made once. */
function putter() {
  const made = new Set(['']);
  return function* put(path: string, content: Content): Generator<Step> {
    const folder = folderOf(path);
    if (!made.has(folder)) yield { do: 'make-folder', path: folder };
    made.add(folder);
    yield { ...content, path: tempOf(path) };
    yield { do: 'rename', path: tempOf(path), to: path };
  };
}

function text(content: string): Content {
  return { do: 'write', text: content };
}

/**
 * Takes a step.
 * @throws where the file system refuses, or a staged file changed since it was verified; the next publish takes over
 */
export function take(step: Step, stage: string, deploy: string): void {
  const path = join(deploy, step.path);
  if (step.do === 'make-folder') mkdirSync(path, { recursive: true });
  if (step.do === 'write') writeFileSync(path, step.text, exclusive);
  if (step.do === 'copy') writeFileSync(path, verified(join(stage, step.from), step.sha256), exclusive);
  if (step.do === 'rename') renameSync(path, join(deploy, step.to));
  if (step.do === 'delete') unlinkSync(path);
  if (step.do === 'remove-folder') removeIfEmpty(path);
}

/** Refuses whatever took the name meanwhile, also a link. */
const exclusive = { flag: 'wx' } as const;

type Content =
  | { readonly do: 'write'; readonly text: string }
  | { readonly do: 'copy'; readonly from: string; readonly sha256: string };

function verified(path: string, expected: string): Buffer {
  const content = readFileSync(path);
  if (sha256(content) === expected) return content;
  throw new Error(`${path} changed while it was published. Run synth and publish again.`);
}

/** A folder with files of others in it stays. */
function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
