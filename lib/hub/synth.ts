import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Finding, hasErrors } from '../manifest/finding';
import { formatFindings } from '../report/format-findings';
import { inputsHash } from '../stage/inputs';
import { tenantOf } from '../stage/owner-key';
import type { ClusterFacts } from '../stage/stage';
import { packageVersion } from '../version';
import type { ClusterDefinition } from './environment';
import type { Hub } from './hub';
import { HubError } from './hub-error';
import { renderCluster } from './render-cluster';
import type { RenderedCluster } from './rendered';
import { type ClusterSelection, selectClusters } from './select-clusters';
import { indexPath, stageWriter, writeFleet } from './write-stage';

/** What is rendered, and where to. */
export interface SynthOptions extends ClusterSelection {
  /** Folder to render into, absolute or relative to the working folder. @default - `CDK8S_OUTDIR`, or `dist/` below the hub's root */
  readonly outdir?: string;
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
  /** Whether the tree was staged. */
  readonly staged: boolean;
}

/** Renders, prints to stderr what is to be said, and sets the exit code. */
export function synth(hub: Hub, options: SynthOptions): void {
  try {
    const result = stage(hub, { onCluster: printCluster, ...options });
    if (result.findings.length > 0) process.stderr.write(`${formatFindings(result.findings)}\n`);
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
 * @throws HubError where the selection names nothing, or `outdir` holds what no synth has written
 */
export function stage(hub: Hub, options: SynthOptions): SynthResult {
  const outdir = resolve(options.outdir ?? process.env.CDK8S_OUTDIR ?? join(hub.context.root, 'dist'));
  const staging = `${outdir}.staging`;
  const selected = selectClusters(hub, options);
  refuseForeign(outdir);
  const inputs = inputsHash(hub.context.root, packageVersion, outdir);
  for (const folder of [outdir, staging]) rmSync(folder, { recursive: true, force: true });
  try {
    const rendered = renderInto(staging, hub, selected, options.onCluster);
    const staged = !hasErrors(rendered.findings);
    if (staged) {
      writeFleet(staging, hub, inputs, rendered.facts);
      mkdirSync(dirname(outdir), { recursive: true });
      renameSync(staging, outdir);
    }
    return { outdir, clusters: rendered.clusters, findings: rendered.findings, staged };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Writes cluster after cluster, until one has an error; the others are looked at all the same. */
function renderInto(
  staging: string,
  hub: Hub,
  selected: readonly ClusterDefinition[],
  onCluster: SynthOptions['onCluster'],
) {
  const clusters: SynthesizedCluster[] = [];
  const facts: ClusterFacts[] = [];
  const findings: Finding[] = [...hub.findings];
  for (const definition of selected) {
    const started = performance.now();
    const write = hasErrors(findings) ? () => {} : stageWriter(staging);
    const rendered = renderCluster(definition, {
      hub: hub.context,
      layout: hub.layout,
      encryptedFiles: 'read',
      write,
    });
    findings.push(...rendered.findings);
    if (hasErrors(findings)) continue;
    write(indexPath(rendered.name), `${JSON.stringify(rendered.staged)}\n`);
    facts.push(factsOf(rendered));
    const cluster = { ...counts(rendered), milliseconds: Math.round(performance.now() - started) };
    clusters.push(cluster);
    onCluster?.(cluster);
  }
  return { clusters, facts, findings };
}

/** Never removes a folder that holds something else than a stage. */
function refuseForeign(outdir: string): void {
  const stats = statSync(outdir, { throwIfNoEntry: false });
  if (!stats || existsSync(join(outdir, '.index'))) return;
  if (!stats.isDirectory() || readdirSync(outdir).length > 0)
    throw new HubError(`${outdir} holds files that no synth has written: name an empty folder, or one of its own`);
}

function counts({ name, environment, objects, staged }: RenderedCluster) {
  return { name, environment, objects: objects.length, files: staged.files.length + staged.lists.length };
}

function factsOf(rendered: RenderedCluster): ClusterFacts {
  const tenants = rendered.staged.owners.flatMap(({ key }) => tenantOf(key) ?? []);
  return { ...counts(rendered), tenants };
}
