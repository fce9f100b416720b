import { relative, resolve, sep } from 'node:path';
import { Command, Option } from 'commander';
import { checkCodeowners, listCodeowners, writeCodeowners } from '../codeowners/codeowners';
import { formatCodeowners } from '../codeowners/report';
import { findPackageRoot } from '../package-root';
import { formatFindings } from '../report/format-findings';
import { codeownersFiles } from '../stage/codeowners-files';
import { exitCodes } from './exit';
import { stageRequest } from './stage-request';

interface Options {
  readonly write?: string;
  readonly check?: string;
  readonly stage?: string;
  readonly json?: boolean;
}

export const codeownersCommand = new Command('codeowners')
  .description(
    'Print the lines of CODEOWNERS that the owners of the hub and of its tenants make, for GitHub and GitLab:\n' +
      'who has to review what of deploy/ and secrets/. Run synth before.',
  )
  .option('--write <file>', 'bring the block of these lines in the file up to date, and keep all other lines')
  .addOption(
    new Option('--check <file>', 'write nothing, list what differs, and exit 1 where something does').conflicts(
      'write',
    ),
  )
  .option('--stage <folder>', "what to read (default: dist/ below the hub's root)")
  .option('--json', 'print the report as JSON')
  .action((options: Options, command: Command) => {
    const { write, check, stage, json } = options;
    const root = findPackageRoot(process.cwd());
    const file = fileIn(root, write ?? check, command);
    const request = { root, ...stageRequest(root, stage) };
    const report =
      file === undefined
        ? listCodeowners(request)
        : write === undefined
          ? checkCodeowners(request, file)
          : writeCodeowners(request, file);
    if (!json && report.problems.length > 0) process.stderr.write(`${formatFindings(report.problems)}\n`);
    const text = json ? JSON.stringify(report, undefined, 2) : formatCodeowners(report);
    if (text !== '') process.stdout.write(`${text}\n`);
    process.exitCode = report.ok ? exitCodes.fine : exitCodes.found;
  });

/** From the root; only where a host of Git looks for it. */
function fileIn(root: string, file: string | undefined, command: Command): string | undefined {
  if (file === undefined) return undefined;
  const path = relative(root, resolve(file)).split(sep).join('/');
  if (codeownersFiles.includes(path)) return path;
  return command.error(`error: GitHub and GitLab read no ${file}: name ${codeownersFiles.join(', ')}`);
}
