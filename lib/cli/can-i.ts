import { Command } from 'commander';
import { type ClusterAccess, clusterAccess } from '../hub/cluster-access';
import { loadHub } from '../hub/load-hub';
import { can, canReach } from '../rbac/can';
import { isolation } from '../rbac/isolation';
import { parseRequest } from '../rbac/parse-request';
import type { Subject } from '../rbac/subject';
import { formatAnswer } from '../report/format-access';
import { formatFindings } from '../report/format-findings';
import { formatIsolation } from '../report/format-isolation';
import { exitCodes } from './exit';
import { collectNames } from './options';

interface Options {
  readonly as?: string;
  readonly asGroup?: string[];
  readonly namespace?: string;
  readonly subresource?: string;
  readonly direct?: boolean;
  readonly matrix?: boolean;
  readonly cluster?: string[];
  readonly environment?: string[];
  readonly hub: string;
  readonly json?: boolean;
}

export const canICommand = new Command('can-i')
  .description(
    'Say whether somebody may do something on the clusters as they are rendered, and by which binding, role and rule.\n' +
      'Exits with 0 for yes on any of the clusters, and 1 for no.',
  )
  .argument('[verb]', 'get, create, …')
  .argument('[resource]', 'secrets, deployments.apps/NAME, or a URL path such as /healthz')
  .option('--as <subject>', 'who: system:serviceaccount:NAMESPACE:NAME, or the name of a user')
  .option('--as-group <group>', 'a group they are in; may be given more than once', collectNames)
  .option('-n, --namespace <name>', 'where (default: the whole cluster)')
  .option('--subresource <name>', 'exec of pods/exec')
  .option(
    '--direct',
    'only by their own rights, as a cluster answers; not by acting as others or giving themselves rights',
  )
  .option(
    '--matrix',
    'of every ServiceAccount of every tenant, whether it can leave the tenant; exits with 1 where one can',
  )
  .option('--cluster <name>', 'only this cluster; may be given more than once', collectNames)
  .option('--environment <name>', 'only the clusters of this environment; may be given more than once', collectNames)
  .option('--hub <file>', 'file that exports the hub', 'hub.ts')
  .option('--json', 'print the answers as JSON')
  .action(async (verb: string | undefined, target: string | undefined, options: Options, command: Command) => {
    const { as, asGroup, namespace, subresource, direct, matrix: asksAll } = options;
    if (asksAll && [verb, as, asGroup, namespace, subresource, direct].some((said) => said !== undefined))
      command.error('error: --matrix asks of every ServiceAccount: leave out who, what and where');
    const question = options.matrix ? undefined : questionIn(verb, target, options, command);
    const selected = clusterAccess(await loadHub(options.hub), {
      clusters: options.cluster ?? [],
      environments: options.environment ?? [],
    });
    if ('errors' in selected) {
      process.stderr.write(`${formatFindings(selected.errors)}\n`);
      process.exitCode = exitCodes.found;
      return;
    }
    const { text, json, fine } = question ? answers(selected.clusters, question) : matrix(selected.clusters);
    process.stdout.write(`${options.json ? JSON.stringify(json, undefined, 2) : text}\n`);
    process.exitCode = fine ? exitCodes.fine : exitCodes.found;
  });

type Question = ReturnType<typeof questionIn>;

function questionIn(verb: string | undefined, target: string | undefined, options: Options, command: Command) {
  const { as, asGroup: groups = [], direct, namespace, subresource } = options;
  if (verb === undefined || target === undefined) command.error('error: say a verb and a resource, or --matrix');
  if (as === undefined && groups.length === 0) command.error('error: say who with --as or --as-group');
  const subject: Subject = { user: as ?? '', groups };
  const { request, doubt } = parseRequest(verb, target, { namespace, subresource });
  if (doubt !== undefined) process.stderr.write(`${doubt}\n`);
  return { subject, request, ask: direct ? can : canReach };
}

function answers(clusters: readonly ClusterAccess[], { subject, request, ask }: Question) {
  const all = clusters.map(({ cluster, access }) => ({ cluster, answer: ask(access, subject, request) }));
  return {
    text: all.map(({ cluster, answer }) => formatAnswer(cluster, subject, request, answer)).join('\n'),
    json: { subject, request, answers: all.map(({ cluster, answer }) => ({ cluster, ...answer })) },
    fine: all.some(({ answer }) => answer.allowed),
  };
}

function matrix(clusters: readonly ClusterAccess[]) {
  const all = clusters.map(({ cluster, access, tenants }) => ({ cluster, rows: isolation(access, tenants) }));
  return {
    text: all.map(({ cluster, rows }) => formatIsolation(cluster, rows)).join('\n\n'),
    json: { clusters: all },
    fine: all.every(({ rows }) => rows.every(({ breaches }) => breaches.length === 0)),
  };
}
