import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { type Cost, run } from './command';
import { ours, type Row, rows } from './rows';
import { checkFiles, checkObjects } from './same-fleet';
import { objectsOf, parseSize, type Size } from './size';
import { type Result, table } from './table';

interface Options {
  readonly only?: readonly string[];
  readonly size?: Size;
  readonly json?: boolean;
}

const usual = parseSize('50x100');
const large = parseSize('200x200');
const sample = parseSize('2x3');
const repetitions = 3;

new Command('bench')
  .description('Times cdk8s-flux-hub against its peers, each as whole processes.')
  .option('--only <name...>', 'only these rows')
  .option('--size <size>', 'clusters x tenants; slow rows keep to a smaller one', parseSize)
  .option('--json', 'print the results as JSON')
  .action(bench)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  });

async function bench({ only, size, json = false }: Options): Promise<void> {
  const selected = rows.filter(({ name }) => only === undefined || only.includes(name));
  const unknown = only?.find((name) => !rows.some((row) => row.name === name));
  if (unknown !== undefined)
    throw new Error(`there is no row ${unknown}; there is ${rows.map(({ name }) => name).join(', ')}`);

  await inFolder((folder) => check(selected, folder));
  const results: Result[] = [];
  for (const [row, at] of measurements(selected, size)) {
    if (!json) process.stderr.write(`${row.name}, ${at.clusters}x${at.tenants} …\n`);
    results.push(await measure(row, at));
  }
  process.stdout.write(json ? `${JSON.stringify(results, undefined, 2)}\n` : table(results));
}

/** Each row once, at the size asked for or its own; without a size, ours at the large one too. */
function measurements(selected: readonly Row[], size: Size | undefined): [Row, Size][] {
  const once = selected.map((row): [Row, Size] => [row, smaller(row.most, size ?? usual)]);
  const again = size === undefined ? selected.filter(({ name }) => name === ours) : [];
  return [...once, ...again.map((row): [Row, Size] => [row, large])];
}

function smaller(most: Size | undefined, size: Size): Size {
  return most !== undefined && objectsOf(most) < objectsOf(size) ? most : size;
}

/** The rows render the same objects; else there is nothing to compare. */
async function check(selected: readonly Row[], folder: string): Promise<void> {
  const rendered = new Map<string, string>();
  for (const row of selected.filter(({ reads }) => !reads)) {
    const { commands, output } = prepared(row, sample, join(folder, row.name));
    await run(commands);
    checkObjects(row.name, sample, output);
    rendered.set(row.name, output);
  }
  const [hub, tree] = [rendered.get(ours), rendered.get('bare tree')];
  if (hub !== undefined && tree !== undefined) checkFiles(sample, hub, tree);
}

async function measure(row: Row, size: Size): Promise<Result> {
  const costs: Cost[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++)
    costs.push(await inFolder((folder) => run(prepared(row, size, folder).commands)));
  const [, median] = costs.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const resident = costs.flatMap((cost) => cost.resident ?? []);
  return {
    name: row.name,
    ...size,
    objects: objectsOf(size),
    seconds: Number((median ?? 0).toFixed(3)),
    rssMb: resident.length === 0 ? null : Math.round(Math.max(...resident) / 2 ** 20),
  };
}

function prepared(row: Row, size: Size, folder: string) {
  const [input, output] = [join(folder, 'in'), join(folder, 'out')];
  for (const each of [input, output]) mkdirSync(each, { recursive: true });
  return { commands: row.prepare(size, input, output), output };
}

/** In memory where the system has a folder for that, so that no disk is measured. */
async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'flux-hub-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
