import { type Finding, withoutNotes } from '../manifest/finding';
import { formatFindings } from '../report/format-findings';
import { formatSkipped } from '../report/format-skipped';
import type { Hub } from './hub';
import { HubError } from './hub-error';
import { Outcomes } from './outcomes';
import { renderShare, shareOf } from './render-share';
import type { ClusterSelection } from './select-clusters';
import { closeStaging, openStaging, removeStaging } from './staging';

/** What is rendered, and where to. */
export interface SynthOptions extends ClusterSelection {
  /** Folder to render into, absolute or relative to the working folder. @default - `CDK8S_OUTDIR`, or `dist/` below the hub's root */
  readonly outdir?: string;
  /** The day by which acknowledgements end, `2027-03-01`. @default - none of them ends: a synth has no clock */
  readonly today?: string;
  /** Called after each cluster. @default - prints a line to stderr */
  readonly onCluster?: (cluster: SynthesizedCluster) => void;
}

/** A cluster that has been rendered. */
export interface SynthesizedCluster {
  /** Its name. */
  readonly name: string;
  /** Name of its environment. */
  readonly environment: string;
  /** How many Kubernetes objects were rendered. */
  readonly objects: number;
  /** How many files hold them. */
  readonly files: number;
  /** How long it took, in whole milliseconds. */
  readonly milliseconds: number;
}

/** What a synth came to. */
export interface SynthResult {
  /** Absolute path of the folder that was rendered into. */
  readonly outdir: string;
  /** The clusters that were written before the first error, in the order of the hub. */
  readonly clusters: readonly SynthesizedCluster[];
  /** What is to be said of every cluster that was looked at. */
  readonly findings: readonly Finding[];
  /** Ids of the rules over the whole fleet that nothing was asked of, because only a selection was rendered. */
  readonly skippedRules: readonly string[];
  /** Whether the tree was staged. */
  readonly staged: boolean;
}

/** Renders, prints to stderr what is to be said, and sets the exit code. */
export function synth(hub: Hub, options: SynthOptions): void {
  try {
    const result = stage(hub, { onCluster: printCluster, ...options });
    const said = withoutNotes(result.findings);
    if (said.length > 0) process.stderr.write(`${formatFindings(said)}\n`);
    if (result.skippedRules.length > 0) process.stderr.write(`${formatSkipped(result.skippedRules)}\n`);
    if (!result.staged) process.exitCode = 1;
  } catch (error) {
    const ours = error instanceof HubError ? '' : 'flux-hub failed: ';
    process.stderr.write(`${ours}${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}

function printCluster({ name, objects, files, milliseconds }: SynthesizedCluster): void {
  process.stderr.write(`${name}: ${objects} objects in ${files} files, ${milliseconds} ms\n`);
}

/**
 * Renders the selected clusters one by one into a folder beside `outdir`, and puts it in the place of `outdir` when all are
 * sound. On any error `outdir` is left empty.
 * @throws HubError where the selection names nothing, `today` is no day, or `outdir` holds what no synth has written
 */
export function stage(hub: Hub, options: SynthOptions): SynthResult {
  const staging = openStaging(hub, options);
  try {
    const outcomes = new Outcomes(staging.clusters, hub.findings, options.onCluster);
    for (const outcome of renderShare(hub, shareOf(staging.clusters, staging))) outcomes.take(outcome);
    return closeStaging(hub, staging, outcomes);
  } finally {
    removeStaging(staging);
  }
}
