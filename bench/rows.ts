import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helm, kubectl } from '../test/tools/kubectl';
import type { Command } from './command';
import { writeChart } from './helm-chart';
import { writeOverlays } from './overlays';
import { parseSize, type Size } from './size';

/** One way of rendering the fleet. */
export interface Row {
  readonly name: string;
  /** The largest size it is measured at; the larger ones would take minutes. @default - any */
  readonly most?: Size;
  /** Whether it reads the fleet that another has rendered. @default - it renders */
  readonly reads?: true;
  /**
   * Prepares what it reads, which is not timed, and says how to run it.
   * @param input an empty folder for what it reads
   * @param output an empty folder for what it renders
   */
  prepare(size: Size, input: string, output: string): readonly Command[];
}

/** The row that the others are there to be compared with. */
export const ours = 'cdk8s-flux-hub';

/** Every row, in the order of the table. */
export const rows: readonly Row[] = [
  synth(ours),
  synth(`${ours}, one thread`, '--threads', '1'),
  withoutRules(synth(`${ours}, no rules`)),
  withoutRules(synth(`${ours}, one thread, no rules`, '--threads', '1')),
  {
    name: 'flux-hub audit',
    reads: true,
    most: parseSize('20x50'),
    prepare(size, input) {
      const { program, arguments: args, environment } = synthCommand(size, join(input, 'deploy'));
      execFileSync(program, args, { env: { ...process.env, ...environment }, stdio: 'ignore' });
      awaitBootstrap(join(input, 'deploy', 'clusters'));
      return [{ program, arguments: [bin, 'audit', input, '--kustomize', kubectl()] }];
    },
  },
  program('bare emitter', 'bare-emitter'),
  program('bare tree', 'bare-tree'),
  program('js-yaml', 'js-yaml'),
  program('cdk8s one app', 'cdk8s-one-app', '20x50'),
  program('cdk8s app per cluster', 'cdk8s-app-per-cluster', '20x50'),
  {
    name: 'helm template',
    prepare: (size, input, output) =>
      writeChart(size, input).map(({ cluster, values }) => ({
        program: helm(),
        arguments: ['template', cluster, join(input, 'chart'), '--values', values],
        output: join(output, `${cluster}.yaml`),
      })),
  },
  {
    name: 'kubectl kustomize',
    most: parseSize('10x20'),
    prepare: (size, input, output) =>
      writeOverlays(size, input).map(({ cluster, folder }) => ({
        program: kubectl(),
        arguments: ['kustomize', folder],
        output: join(output, `${cluster}.yaml`),
      })),
  },
];

const bin = join(__dirname, '..', 'bin', 'flux-hub.js');
const hub = join(__dirname, 'programs', 'hub.mjs');

/** A row that is `flux-hub synth`, as users call it. */
function synth(name: string, ...options: readonly string[]): Row {
  return { name, prepare: (size, _input, output) => [synthCommand(size, output, ...options)] };
}

/** Of a row that is a Node process, also in its threads: they load what it was told to load first. */
function withoutRules({ name, prepare }: Row): Row {
  const first = ['--require', join(__dirname, 'programs', 'without-rules.cjs')];
  return {
    name,
    prepare: (...given) => prepare(...given).map((each) => ({ ...each, arguments: [...first, ...each.arguments] })),
  };
}

function synthCommand({ clusters, tenants }: Size, output: string, ...options: readonly string[]) {
  return {
    program: process.execPath,
    arguments: [bin, 'synth', '--hub', hub, '--output', output, ...options],
    environment: { FLEET_CLUSTERS: String(clusters), FLEET_TENANTS: String(tenants) },
  };
}

/** The files that publish makes for `flux bootstrap` to fill. */
function awaitBootstrap(clusters: string): void {
  for (const cluster of readdirSync(clusters))
    for (const file of ['gotk-components.yaml', 'gotk-sync.yaml'])
      writeFileSync(join(clusters, cluster, 'flux-system', file), '# Written by flux bootstrap.\n');
}

/** A row that is one Node process. */
function program(name: string, file: string, most?: string): Row {
  return {
    name,
    ...(most !== undefined && { most: parseSize(most) }),
    prepare: ({ clusters, tenants }, _input, output) => [
      {
        program: process.execPath,
        arguments: [join(__dirname, 'programs', `${file}.mjs`), String(clusters), String(tenants), output],
      },
    ],
  };
}
