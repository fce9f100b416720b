import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { audit } from '../audit/audit';
import { newSince, parseBaseline, writeBaseline } from '../audit/baseline';
import { type AuditFormat, auditFormats, isFailed, reportAudit, severities } from '../audit/report-audit';
import { isDay } from '../manifest/day';
import type { Severity } from '../manifest/finding';
import { packageVersion } from '../version';
import { newestKubernetes } from '../versions/newest';
import { exitCodes } from './exit';

interface Options {
  readonly format: AuditFormat;
  readonly json?: boolean;
  readonly output?: string;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly failOn: Severity;
  readonly checklist?: boolean;
  readonly notes?: boolean;
  readonly kubernetes?: string;
  readonly kustomize?: string;
  readonly today?: string;
}

export const auditCommand = new Command('audit')
  .description(
    'Read a Flux repo as Flux would, rendered by a hub or written by hand, and say what is wrong with it.\n' +
      'Nothing is fetched, run or changed.',
  )
  .argument('[path]', 'root of the repo', '.')
  .addOption(new Option('--format <format>', 'how to print it').choices(auditFormats).default('text'))
  .option('--json', 'the same as --format json')
  .option('--output <file>', 'print into a file')
  .option('--baseline <file>', 'leave out the findings that this file knows')
  .option('--write-baseline', 'write all findings of today into that file, and exit with 0')
  .addOption(
    new Option('--fail-on <severity>', 'least severity that makes it exit with 1').choices(severities).default('error'),
  )
  .option('--checklist', 'print what must hold where many teams share a fleet as pass or fail, cluster by cluster')
  .option('--notes', 'print notes too, not only errors and warnings')
  .option('--kubernetes <minor>', `what the clusters run (default: ${newestKubernetes}, the newest that is known)`)
  .option('--kustomize <file>', 'a kustomize or kubectl to build with (default: the first on PATH)')
  .option('--today <date>', 'the day by which acknowledgements end, as in 2027-03-01 (default: today)')
  .action(async (path: string, options: Options, command: Command) => {
    const { baseline: file, failOn, kubernetes, kustomize, output } = options;
    const today = options.today ?? new Date().toISOString().slice(0, 10);
    if (!isFolder(path)) command.error(`error: ${path} is no folder`);
    if (!isDay(today)) command.error(`error: --today ${today} is no day: write it as 2027-03-01`);
    if (kubernetes !== undefined && !/^\d+\.\d+$/.test(kubernetes))
      command.error(`error: --kubernetes ${kubernetes} is no minor: write it as ${newestKubernetes}`);
    if (options.writeBaseline && file === undefined) command.error('error: name the file with --baseline');
    if (file !== undefined && !options.writeBaseline && !existsSync(file))
      command.error(`error: there is no ${file}: write it with --write-baseline`);
    const known = file === undefined || options.writeBaseline ? [] : parseBaseline(readFileSync(file, 'utf8'));
    if (known === undefined) return command.error(`error: ${file} is no baseline that --write-baseline has written`);
    const result = await audit(path, { kubernetes, kustomize, today });
    if (options.writeBaseline && file !== undefined) {
      writeFileSync(file, writeBaseline(result.findings));
      return;
    }
    const findings = newSince(known, result.findings);
    const report = {
      format: options.json ? 'json' : options.format,
      failOn,
      checklist: options.checklist ?? false,
      notes: options.notes ?? failOn === 'note',
      version: packageVersion,
    } as const;
    const text = `${reportAudit(result, findings, report)}\n`;
    if (output === undefined) process.stdout.write(text);
    else writeFileSync(output, text);
    process.exitCode = isFailed(result, findings, report) ? exitCodes.found : exitCodes.fine;
  });

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
