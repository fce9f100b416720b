import { Command, InvalidArgumentError } from 'commander';
import { loadHub } from '../hub/load-hub';
import { startThreads } from '../hub/start-threads';
import type { SynthResult } from '../hub/synth';
import { withoutNotes } from '../manifest/finding';
import { formatFindings } from '../report/format-findings';
import { formatSkipped } from '../report/format-skipped';
import { plural } from '../report/plural';
import { exitCodes } from './exit';
import { collectNames } from './options';

interface Options {
  readonly hub: string;
  readonly output?: string;
  readonly cluster?: string[];
  readonly environment?: string[];
  readonly threads?: number;
  readonly today?: string;
  readonly json?: boolean;
}

export const synthCommand = new Command('synth')
  .description('Render the hub into dist/, without the cdk8s CLI.')
  .option('--cluster <name>', 'only this cluster; may be given more than once', collectNames)
  .option('--environment <name>', 'only the clusters of this environment; may be given more than once', collectNames)
  .option('--hub <file>', 'file that exports the hub', 'hub.ts')
  .option('--output <folder>', "folder to render into (default: dist/ below the hub's root)")
  .option(
    '--threads <number>',
    'how many threads render (default: one per core, up to 4, in a fleet that is large enough)',
    parseThreads,
  )
  .option('--today <date>', 'the day by which acknowledgements end, as in 2027-03-01 (default: none of them ends)')
  .option('--json', 'print the result as JSON')
  .action(async (options: Options) => {
    const started = performance.now();
    const result = await render(options);
    if (options.json) process.stdout.write(`${JSON.stringify({ ...result, outdir: undefined }, undefined, 2)}\n`);
    else {
      const said = withoutNotes(result.findings);
      if (said.length > 0) process.stderr.write(`${formatFindings(said)}\n`);
      if (result.skippedRules.length > 0) process.stderr.write(`${formatSkipped(result.skippedRules)}\n`);
      if (result.staged) process.stdout.write(`${total(result.clusters, performance.now() - started)}\n`);
    }
    process.exitCode = result.staged ? exitCodes.fine : exitCodes.found;
  });

/** Those who say how many threads there are to be have them, however few clusters each has. */
async function render({ hub: file, threads: asked, ...options }: Options): Promise<SynthResult> {
  const threads = startThreads(file, asked);
  try {
    const hub = await loadHub(file);
    return await hub.stageInThreads(
      threads,
      {
        clusters: options.cluster ?? [],
        environments: options.environment ?? [],
        ...(options.output !== undefined && { outdir: options.output }),
        ...(options.today !== undefined && { today: options.today }),
        onCluster: ({ name, objects, files, milliseconds }) => {
          if (!options.json)
            process.stdout.write(`${name}: ${objects} objects in ${files} files, ${milliseconds} ms\n`);
        },
      },
      asked === undefined ? undefined : 1,
    );
  } finally {
    await Promise.all(threads.map((thread) => thread.stop()));
  }
}

function total(
  clusters: readonly { readonly objects: number; readonly files: number }[],
  milliseconds: number,
): string {
  const sum = (field: 'objects' | 'files') => clusters.reduce((all, cluster) => all + cluster[field], 0);
  return `${plural(clusters.length, 'cluster')}, ${sum('objects')} objects in ${sum('files')} files, ${Math.round(milliseconds)} ms`;
}

function parseThreads(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Say a whole number from 1.');
}
