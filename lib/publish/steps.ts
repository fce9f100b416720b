import { mkdirSync, readFileSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../stage/hash';
import { bootstrapPlaceholder } from './gotk';
import { inventoryPath } from './inventory';
import { journalPath } from './journal';
import { folderOf } from './path';
import type { ClusterPlan } from './plan';
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
 * A plan as single steps. The journal comes first, so that whatever follows is known as ours; the inventory comes last, so that
 * whatever is deleted is listed until it is gone.
 */
export function* stepsOf(plan: ClusterPlan): Generator<Step> {
  const made = new Set(['']);
  function* put(path: string, content: Content): Generator<Step> {
    const folder = folderOf(path);
    if (!made.has(folder)) yield { do: 'make-folder', path: folder };
    made.add(folder);
    yield { ...content, path: tempOf(path) };
    yield { do: 'rename', path: tempOf(path), to: path };
  }
  const text = (text: string): Content => ({ do: 'write', text });

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
  for (const [path, record] of [
    [inventoryPath(plan.cluster), plan.inventory],
    [journalPath(plan.cluster), plan.journalAfter],
  ] as const) {
    if (record === 'delete') yield { do: 'delete', path };
    else if (record !== undefined) yield* put(path, text(record));
  }
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
