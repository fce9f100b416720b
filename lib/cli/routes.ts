import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { loadHub } from '../hub/load-hub';
import { renderSelection } from '../hub/render-selection';
import type { Manifest } from '../manifest/manifest';
import { formatFindings } from '../report/format-findings';
import { formatRouting } from '../report/format-routing';
import { attachRoutes } from '../routing/attach';
import type { Routing } from '../routing/routing';
import { routingJson } from '../routing/routing-json';
import { tenantsByLabel } from '../routing/tenants-by-label';
import { readManifestFiles } from '../tree/manifest-files';
import { exitCodes } from './exit';
import { collectNames } from './options';

interface Options {
  readonly cluster?: string[];
  readonly environment?: string[];
  readonly hub: string;
  readonly json?: boolean;
}

export const routesCommand = new Command('routes')
  .description(
    'Say which Routes serve which hostnames on which listeners, and why others do not, in the words of the Gateway API:\n' +
      'on the clusters as they are rendered, or of any YAML or JSON files. Exits with 0 whatever the answer is.',
  )
  .argument('[paths...]', 'files, folders, or - for the standard input (default: the hub)')
  .option('--cluster <name>', 'only this cluster of the hub; may be given more than once', collectNames)
  .option(
    '--environment <name>',
    'only the clusters of this environment of the hub; may be given more than once',
    collectNames,
  )
  .option('--hub <file>', 'file that exports the hub', 'hub.ts')
  .option('--json', 'print the verdicts as JSON')
  .action(async (paths: string[], options: Options, command: Command) => {
    if (paths.length === 0) return ofHub(options);
    if (options.cluster || options.environment)
      command.error('error: --cluster and --environment choose among the clusters of a hub, not among files');
    const missing = paths.find((path) => path !== '-' && !existsSync(path));
    if (missing !== undefined) command.error(`error: there is no ${missing}`);
    const { manifests, problems } = readManifestFiles(paths);
    if (problems.length > 0) {
      for (const { file, line, column, message } of problems)
        process.stderr.write(`${file}:${line}:${column}  ${message}\n`);
      process.exitCode = exitCodes.found;
      return;
    }
    const routing = attachRoutes(manifests);
    print(options, routingJson(routing), format(routing, manifests));
  });

/** One cluster that is asked for by name is printed as files are. */
async function ofHub(options: Options): Promise<void> {
  const { cluster: clusters = [], environment: environments = [] } = options;
  const rendered = renderSelection(await loadHub(options.hub), { clusters, environments });
  if ('errors' in rendered) {
    process.stderr.write(`${formatFindings(rendered.errors)}\n`);
    process.exitCode = exitCodes.found;
    return;
  }
  const all = rendered.clusters.map(({ name, objects }) => {
    const manifests = objects.map(({ manifest }) => manifest);
    const routing = attachRoutes(manifests);
    return { name, json: routingJson(routing), text: format(routing, manifests) };
  });
  const json = { clusters: all.map(({ name, json }) => ({ cluster: name, ...json })) };
  const text = all.map(({ name, text }) => `${name}\n${text.replace(/^(?=.)/gm, '  ')}`).join('\n\n');
  print(options, clusters.length === 1 ? all[0]?.json : json, text);
}

function format(routing: Routing, manifests: readonly Manifest[]): string {
  return formatRouting(routing, tenantsByLabel(manifests));
}

function print({ json }: Options, value: unknown, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(value, undefined, 2) : text}\n`);
}
