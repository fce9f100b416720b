import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isDay } from '../manifest/day';
import { hasErrors } from '../manifest/finding';
import type { ClusterRecord } from '../stage/cluster-record';
import { inputsHash } from '../stage/inputs';
import { packageVersion } from '../version';
import { fleetFindings } from './fleet-findings';
import type { Hub } from './hub';
import { HubError } from './hub-error';
import type { OutcomeInFleet, Outcomes } from './outcomes';
import { selectClusters } from './select-clusters';
import type { SynthOptions, SynthResult } from './synth';
import { stageWriter, writeFleet } from './write-stage';

/** A stage in the making, beside the folder whose place it takes once all clusters are sound. */
export interface Staging {
  readonly outdir: string;
  /** The folder that is written to. */
  readonly folder: string;
  /** Hash of what is rendered from. */
  readonly inputs: string;
  /** The day by which acknowledgements end. @default - none of them ends */
  readonly today?: string | undefined;
  /** Names of the clusters to render, in the order of the hub. */
  readonly clusters: readonly string[];
}

/**
 * Empties the place of a stage.
 * @throws HubError where the selection names nothing, `today` is no day, or one of the folders holds what no synth has written
 */
export function openStaging(hub: Hub, options: SynthOptions): Staging {
  const outdir = resolve(options.outdir ?? process.env.CDK8S_OUTDIR ?? join(hub.context.root, 'dist'));
  const folder = `${outdir}.staging`;
  const { today } = options;
  if (today !== undefined && !isDay(today)) throw new HubError(`${today} is no day: write it as 2027-03-01`);
  const clusters = selectClusters(hub, options).map(({ name }) => name);
  for (const each of [outdir, folder]) refuseForeign(each);
  const inputs = inputsHash(hub.context.root, packageVersion, outdir);
  for (const each of [outdir, folder]) rmSync(each, { recursive: true, force: true });
  mkdirSync(join(folder, indexFolder), { recursive: true }); // first of all: it says whose folder it is
  return { outdir, folder, inputs, today, clusters };
}

/** Looks at the fleet as a whole, and stages what was rendered unless there is an error. */
export function closeStaging(hub: Hub, { outdir, folder, inputs }: Staging, rendered: Outcomes): SynthResult {
  const { clusters, contracts, outcomes } = rendered;
  const ofFleet = fleetFindings(
    hub,
    outcomes.map(({ inFleet }) => inFleet),
  );
  const findings = [...rendered.findings, ...ofFleet.findings];
  const staged = !hasErrors(findings);
  if (staged) {
    const write = stageWriter(folder);
    for (const { path, text } of contracts.files()) write(path, text);
    writeFleet(folder, hub, inputs, outcomes.map(recordOf));
    mkdirSync(dirname(outdir), { recursive: true });
    renameSync(folder, outdir);
  }
  return { outdir, clusters, findings, skippedRules: ofFleet.skippedRules, staged };
}

function recordOf({ inFleet, environment, objects, files }: OutcomeInFleet): ClusterRecord {
  return { ...inFleet.summary, environment, objects, files };
}

/** Leaves nothing of a stage that was not staged. */
export function removeStaging({ folder }: Staging): void {
  rmSync(folder, { recursive: true, force: true });
}

/** What every stage holds. */
const indexFolder = '.index';

/** Never removes a folder that holds something else than a stage. */
function refuseForeign(folder: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats || existsSync(join(folder, indexFolder))) return;
  if (!stats.isDirectory() || readdirSync(folder).length > 0)
    throw new HubError(`${folder} holds files that no synth has written: name an empty folder, or one of its own`);
}
