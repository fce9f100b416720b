import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Finding } from '../manifest/finding';
import { similar } from '../manifest/similar';
import { formatFindings } from '../report/format-findings';
import { inputsHash } from '../stage/inputs';
import { type ClusterFacts, type StagedFleet, stageFormat } from '../stage/stage';
import { packageVersion } from '../version';
import type { ClusterDefinition } from './environment';
import type { Hub } from './hub';
import { HubError } from './hub-error';
import { compareText } from './object-order';
import { renderCluster } from './render-cluster';
import type { RenderedCluster } from './rendered';

/** What is rendered, and where to. */
export interface SynthOptions {
  /** Folder to render into, absolute or relative to the working folder. @default - `CDK8S_OUTDIR`, or `dist/` below the hub's root */
  readonly outdir?: string;
  /** Names of the clusters to render. @default - all */
  readonly clusters?: readonly string[];
  /** Names of the environments to render. @default - all */
  readonly environments?: readonly string[];
  /** Called after each cluster. @default - prints a line to stderr */
  readonly onCluster?: (cluster: SynthesizedCluster) => void;
}

/** A cluster that has been rendered. */
export interface SynthesizedCluster {
  readonly name: string;
  readonly environment: string;
  readonly objects: number;
  readonly files: number;
  readonly milliseconds: number;
}

/** What a synth came to. */
export interface SynthResult {
  readonly outdir: string;
  readonly clusters: readonly SynthesizedCluster[];
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
    if (!(error instanceof HubError)) throw error;
    process.stderr.write(`${error.message}\n`);
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
  const selected = select(hub, options);
  refuseForeign(outdir);
  const inputs = inputsHash(hub.context.root, packageVersion);
  for (const folder of [outdir, staging]) rmSync(folder, { recursive: true, force: true });

  const clusters: SynthesizedCluster[] = [];
  const facts: ClusterFacts[] = [];
  const findings: Finding[] = [...hub.findings];
  for (const definition of selected) {
    const started = performance.now();
    const rendered = renderCluster(definition, { hub: hub.context, layout: hub.layout, sealedFiles: 'read' });
    findings.push(...rendered.findings);
    if (findings.some(({ severity }) => severity === 'error')) continue;
    writeCluster(staging, rendered);
    facts.push(factsOf(rendered));
    const cluster = { ...counts(rendered), milliseconds: Math.round(performance.now() - started) };
    clusters.push(cluster);
    options.onCluster?.(cluster);
  }

  const staged = !findings.some(({ severity }) => severity === 'error');
  if (staged) {
    writeFleet(staging, { inputs, complete: selected.length === hub.clusters.length, clusters: facts });
    mkdirSync(dirname(outdir), { recursive: true });
    renameSync(staging, outdir);
  } else rmSync(staging, { recursive: true, force: true });
  return { outdir, clusters, findings, staged };
}

function select(hub: Hub, { clusters = [], environments = [] }: SynthOptions): readonly ClusterDefinition[] {
  requireKnown('cluster', clusters, hub.clusters);
  requireKnown('environment', environments, hub.environments);
  if (clusters.length === 0 && environments.length === 0) return hub.clusters;
  return hub.clusters.filter(
    ({ name, environment }) => clusters.includes(name) || environments.includes(environment.name),
  );
}

function requireKnown(what: string, asked: readonly string[], known: readonly { readonly name: string }[]): void {
  const names = known.map(({ name }) => name);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const near = similar(unknown, names);
  throw new HubError(
    `there is no ${what} ${unknown}; ${near ? `did you mean ${near}?` : `there is ${names.join(', ') || 'none'}`}`,
  );
}

/** Never removes a folder that holds something else than a stage. */
function refuseForeign(outdir: string): void {
  if (!existsSync(outdir) || existsSync(join(outdir, '.index'))) return;
  if (readdirSync(outdir).length > 0)
    throw new HubError(`${outdir} holds files that no synth has written: name an empty folder, or one of its own`);
}

function writeCluster(staging: string, { name, files, staged }: RenderedCluster): void {
  const made = new Set<string>();
  const write = (path: string, content: string | Uint8Array) => {
    const file = join(staging, path);
    const folder = dirname(file);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(file, content);
  };
  for (const [path, content] of files) write(path, content);
  write(`.index/${name}.json`, `${JSON.stringify(staged)}\n`);
}

function writeFleet(staging: string, fleet: Pick<StagedFleet, 'inputs' | 'complete' | 'clusters'>): void {
  const clusters = [...fleet.clusters].sort((a, b) => compareText(a.name, b.name));
  const content: StagedFleet = { format: stageFormat, version: packageVersion, ...fleet, clusters };
  mkdirSync(join(staging, '.index'), { recursive: true });
  writeFileSync(join(staging, '.index', 'fleet.json'), `${JSON.stringify(content, undefined, 2)}\n`);
}

function counts({ name, environment, objects, files }: RenderedCluster) {
  return { name, environment, objects: objects.length, files: files.size };
}

function factsOf(rendered: RenderedCluster): ClusterFacts {
  const tenants = rendered.staged.owners.flatMap(({ key }) =>
    key.startsWith('tenant/') ? [key.slice('tenant/'.length)] : [],
  );
  return { ...counts(rendered), tenants };
}
