import { existsSync, statSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { type AuditFormat, auditFormats, isAtLeast, severities } from '../audit/report-audit';
import type { Contract } from '../contract/contract';
import { readContract } from '../contract/read-contract';
import type { Severity } from '../manifest/finding';
import { askKubectl, KubectlError } from '../spoke-check/ask-kubectl';
import { checkSpoke } from '../spoke-check/check-spoke';
import { type ContractState, contractState, notAsked } from '../spoke-check/contract-state';
import { type FoundContract, findContract } from '../spoke-check/find-contract';
import { placesOf, sourcesOf } from '../spoke-check/places';
import { type CheckReport, reportCheck } from '../spoke-check/report-check';
import { reportedAs } from '../spoke-check/reported-as';
import { packageVersion } from '../version';
import { exitCodes } from './exit';
import { collectNames } from './options';

interface Options {
  readonly contract?: string;
  readonly cluster?: readonly string[];
  readonly source?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly format: AuditFormat;
  readonly json?: boolean;
  readonly output?: string;
  readonly failOn: Severity;
  readonly notes?: boolean;
  readonly kustomize?: string;
}

export const checkCommand = new Command('check')
  .description(
    'Say in a spoke repo what its clusters would refuse, before it is pushed, by its contract alone.\n' +
      'Nothing is fetched or changed, and no cluster asked but by --kubeconfig.',
  )
  .argument('[folder]', 'root of the spoke repo', '.')
  .option('--contract <file>', 'the contract (default: contract.json, contract.ts or contracts/* in the repo)')
  .option('--cluster <name>', 'check for this cluster only; may be given more than once', collectNames)
  .option('--source <kind/name>', 'which Flux source of the contract the repo is (default: whose folders are here)')
  .option('--kubeconfig <file>', 'ask this cluster whether the contract is the one that it has, by kubectl')
  .option('--context <name>', 'a context of the kubeconfig (default: its current one)')
  .addOption(new Option('--format <format>', 'how to print it').choices(auditFormats).default('text'))
  .option('--json', 'the same as --format json')
  .option('--output <file>', 'print into a file')
  .addOption(
    new Option('--fail-on <severity>', 'least severity that makes it exit with 1').choices(severities).default('error'),
  )
  .option('--notes', 'print notes too, not only errors and warnings')
  .option('--kustomize <file>', 'a kustomize or kubectl to build with (default: the first on PATH)')
  .action(async (folder: string, options: Options, command: Command) => {
    if (!(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false))
      command.error(`error: ${folder} is no folder`);
    if (options.context !== undefined && options.kubeconfig === undefined)
      command.error('error: --context names a context of --kubeconfig');
    const found = contractFor(folder, options, command);
    const report = await checked(folder, found, options, command).catch(noAnswer);
    if (report === undefined) return;
    const format = options.json ? 'json' : options.format;
    const text = `${reportCheck(report, { format, failOn: options.failOn, notes: options.notes ?? false, version: packageVersion })}\n`;
    if (options.output === undefined) process.stdout.write(text);
    else writeFileSync(options.output, text);
    const failed = report.findings.some(({ severity }) => isAtLeast(severity, options.failOn));
    process.exitCode = failed ? exitCodes.found : exitCodes.fine;
  });

/** A cluster that was to be asked and does not answer leaves nothing to report. */
function noAnswer(error: unknown): undefined {
  if (!(error instanceof KubectlError)) throw error;
  process.stderr.write(`flux-hub: the cluster has no answer: ${error.message}\n`);
  process.exitCode = exitCodes.failure;
}

function contractFor(folder: string, { contract: file }: Options, command: Command): FoundContract {
  if (file !== undefined && !existsSync(file)) command.error(`error: there is no ${file}`);
  if (file !== undefined && statSync(file).isDirectory())
    command.error(`error: ${file} is a folder: name the contract in it`);
  const found =
    file === undefined
      ? findContract(folder)
      : { file: relative(resolve(folder), resolve(file)), ...readContract(file) };
  return (
    found ??
    command.error(
      `error: there is no contract in ${folder}: put the one there that the hub writes to deploy/contracts/, or name it with --contract`,
    )
  );
}

async function checked(folder: string, found: FoundContract, options: Options, command: Command): Promise<CheckReport> {
  const { file } = found;
  if ('problem' in found)
    return {
      contract: { file, state: notAsked },
      findings: [reportedAs('spoke/contract', found.problem, { file, line: 1 })],
      clusters: [],
    };
  const { contract } = found;
  const { cluster: clusters, source, kustomize } = options;
  const all = placesOf(contract);
  const unknown = clusters?.find((name) => placesOf(contract, [name]).length === 0);
  if (unknown !== undefined)
    command.error(
      `error: the contract has no cluster ${unknown}: it has ${all.flatMap((place) => place.clusters).join(', ')}`,
    );
  if (source !== undefined && !sourcesOf(all).includes(source))
    command.error(`error: the contract has no source ${source}: it has ${sourcesOf(all).join(', ')}`);
  const { findings, clusters: judged } = await checkSpoke(folder, contract, { kustomize, clusters, source });
  const { tenant, hash } = contract;
  const state = await stateOf(contract, options);
  const stale = state.state === 'stale' ? [reportedAs('spoke/contract-stale', state.message, { file, line: 1 })] : [];
  return { contract: { file, tenant, hash, state }, findings: [...stale, ...findings], clusters: judged };
}

function stateOf(contract: Contract, { kubeconfig, context, cluster }: Options): Promise<ContractState> {
  if (kubeconfig === undefined) return Promise.resolve(notAsked);
  return contractState(placesOf(contract, cluster), askKubectl({ kubeconfig, context }));
}
