import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Finding } from '../manifest/finding';
import type { ClusterRecord } from './cluster-record';
import { sha256 } from './hash';
import { listFile } from './list-file';
import { parseAs } from './shape';
import { type StagedCluster, type StagedFleet, stageFormat } from './stage';
import { clusterShape, fleetShape, stampShape } from './stage-shape';

/** What was read, or why it cannot be trusted. */
export type Read<T> = { readonly value: T } | { readonly problems: readonly Finding[] };

/**
 * Reads what a stage says of the whole fleet.
 *
 * Problems: `publish/no-stage`, `publish/partial-stage`, `publish/stage-format`, `publish/stage-version`,
 * `publish/stage-damaged`.
 *
 * @param stage the staged tree's folder
 * @param version of this package; a stage that another version rendered is refused
 */
export function readFleet(stage: string, version: string): Read<StagedFleet> {
  const path = join(stage, '.index', 'fleet.json');
  const text = contentOf(path)?.toString();
  if (text === undefined) {
    if (!existsSync(stage)) return noStage(stage);
    return refuse('partial-stage', `${nameOf(stage)} is not whole: a synth is running, failed, or was stopped.`);
  }
  const stamp = parseAs(stampShape, text);
  if ('wrong' in stamp) return damaged(stage, 'fleet.json', stamp.wrong);
  if (stamp.value.format !== stageFormat) {
    return refuse(
      'stage-format',
      `${nameOf(stage)} has format ${stamp.value.format}, and this version reads ${stageFormat}.`,
    );
  }
  if (stamp.value.version !== version) {
    return refuse(
      'stage-version',
      `${nameOf(stage)} was rendered by version ${stamp.value.version}, and this is ${version}.`,
    );
  }
  const fleet = parseAs(fleetShape, text);
  return 'wrong' in fleet ? damaged(stage, 'fleet.json', fleet.wrong) : fleet;
}

/** A stage, and what it must have been rendered from. */
export interface StageRequest {
  /** The staged tree's folder, `dist`. */
  readonly stage: string;
  /** Hash of the inputs as they are now, see `inputsHash`: a stage that was rendered from others is refused. */
  readonly inputs: string;
  /** Version of this package: a stage that another rendered is refused. */
  readonly version: string;
}

/**
 * Reads what a stage says of the whole fleet, where it was rendered from what is there now.
 *
 * Problems: those of {@link readFleet}, and `publish/stage-inputs`.
 */
export function readCurrentFleet({ stage, inputs, version }: StageRequest): Read<StagedFleet> {
  const read = readFleet(stage, version);
  if ('problems' in read || read.value.inputs === inputs) return read;
  return refuse('stage-inputs', 'The staged tree was rendered from other inputs than are there now.');
}

/**
 * Reads what was rendered for a cluster of the fleet, and verifies the bytes of every file of it.
 *
 * Problems: `publish/stage-damaged`.
 */
export function readCluster(stage: string, record: ClusterRecord): Read<StagedCluster> {
  const index = `clusters/${record.name}.json`;
  const text = contentOf(join(stage, '.index', index))?.toString();
  if (text === undefined) return damaged(stage, index, 'is missing');
  const cluster = parseAs(clusterShape, text);
  if ('wrong' in cluster) return damaged(stage, index, cluster.wrong);
  const { value } = cluster;
  if (value.cluster !== record.name || value.environment !== record.environment) {
    return damaged(
      stage,
      index,
      `is of ${value.cluster} in ${value.environment}, not of ${record.name} in ${record.environment}`,
    );
  }
  const twice = firstTwice([...value.files, ...value.lists].map(({ path }) => path).concat(value.bootstrapFiles));
  if (twice !== undefined) return damaged(stage, index, `names ${twice} twice`);
  const changed = changedFiles(stage, value);
  if (changed.length === 0) return { value };
  return refuse(
    'stage-damaged',
    `${nameOf(stage)} was changed since it was rendered: ${changed.join(', ')}.`,
    record.name,
  );
}

/** Lists are made of the index, so a copy of one in the stage may be absent, but not differ. */
function changedFiles(stage: string, cluster: StagedCluster): string[] {
  const files = cluster.files.filter(({ path, sha256: expected }) => {
    const content = contentOf(join(stage, path));
    return content === undefined || sha256(content) !== expected;
  });
  const lists = cluster.lists.filter(({ path, header, members }) => {
    const content = contentOf(join(stage, path))?.toString();
    const resources = members.map(({ resource }) => resource);
    return content !== undefined && content !== listFile(header, resources);
  });
  return [...files, ...lists].map(({ path }) => path);
}

function firstTwice(paths: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return paths.find((path) => seen.size === seen.add(path).size);
}

/** Undefined where there is no file. */
function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function damaged(stage: string, index: string, wrong: string): Read<never> {
  return refuse('stage-damaged', `${nameOf(stage)}.index/${index}: ${wrong}.`);
}

function noStage(stage: string): Read<never> {
  const message = `${nameOf(stage)} does not exist: nothing was rendered here.`;
  const fix = 'Run synth first, in the hub repo.';
  return { problems: [{ rule: 'publish/no-stage', severity: 'error', message, fix }] };
}

function refuse(rule: string, message: string, cluster?: string): Read<never> {
  return { problems: [{ rule: `publish/${rule}`, severity: 'error', message, fix: 'Run synth again.', cluster }] };
}

function nameOf(stage: string): string {
  return `${basename(resolve(stage))}/`;
}

/** Whether a folder is a whole stage, as far as can be told without reading it. */
export function isStage(folder: string): boolean {
  return existsSync(join(folder, '.index', 'fleet.json'));
}
