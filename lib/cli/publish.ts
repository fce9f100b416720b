import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { findPackageRoot } from '../package-root';
import { formatReport } from '../publish/format-report';
import { publish } from '../publish/publish';
import { exitStatus } from '../publish/report';
import { formatFindings } from '../report/format-findings';
import { inputsHash } from '../stage/inputs';
import { packageVersion } from '../version';
import { collectNames } from './options';

interface Options {
  readonly check?: boolean;
  readonly cluster: string[];
  readonly environment: string[];
  readonly tenant: string[];
  readonly removeCluster: string[];
  readonly overwriteEdited?: boolean;
  readonly stage?: string;
  readonly deploy?: string;
  readonly json?: boolean;
}

export const publishCommand = new Command('publish')
  .description('Bring deploy/ to what was rendered into dist/: write what changed, delete only what is ours.')
  .option('--check', 'write nothing, list what is stale, and exit 1 when something is')
  .option(
    '--environment <name>',
    'only the clusters of this environment; may be given more than once',
    collectNames,
    [],
  )
  .option('--cluster <name>', 'only this cluster; may be given more than once', collectNames, [])
  .option('--tenant <name>', 'only this tenant; may be given more than once', collectNames, [])
  .option('--remove-cluster <name>', 'remove a cluster that is gone from the hub', collectNames, [])
  .option('--overwrite-edited', 'overwrite rendered files that somebody edited by hand')
  .option('--stage <folder>', "what to publish (default: dist/ below the hub's root)")
  .option('--deploy <folder>', "where to (default: deploy/ below the hub's root)")
  .option('--json', 'print the report as JSON')
  .action((options: Options) => {
    const root = findPackageRoot(process.cwd());
    const report = publish({
      stage: resolve(options.stage ?? join(root, 'dist')),
      deploy: resolve(options.deploy ?? join(root, 'deploy')),
      inputs: inputsHash(root, packageVersion),
      version: packageVersion,
      selection: { environments: options.environment, clusters: options.cluster, tenants: options.tenant },
      check: options.check ?? false,
      removeClusters: options.removeCluster,
      overwriteEdited: options.overwriteEdited ?? false,
    });
    if (!options.json && report.problems.length > 0) process.stderr.write(`${formatFindings(report.problems)}\n`);
    process.stdout.write(`${options.json ? JSON.stringify(report, undefined, 2) : formatReport(report)}\n`);
    process.exitCode = exitStatus(report);
  });
