import { join } from 'node:path';
import { Command } from 'commander';
import { findPackageRoot } from '../package-root';
import { formatReport } from '../publish/format-report';
import { publish } from '../publish/publish';
import { exitStatus } from '../publish/report';
import { formatFindings } from '../report/format-findings';
import { deployFolder } from '../stage/deploy-folder';
import { collectNames } from './options';
import { stageRequest } from './stage-request';

interface Options {
  readonly check?: boolean;
  readonly cluster?: string[];
  readonly environment?: string[];
  readonly tenant?: string[];
  readonly removeCluster?: string[];
  readonly overwriteEdited?: boolean;
  readonly stage?: string;
  readonly json?: boolean;
}

export const publishCommand = new Command('publish')
  .description('Bring deploy/ to what was rendered into dist/: write what changed, delete only what is ours.')
  .option('--check', 'write nothing, list what is stale, and exit 1 when something is')
  .option('--environment <name>', 'only the clusters of this environment; may be given more than once', collectNames)
  .option('--cluster <name>', 'only this cluster; may be given more than once', collectNames)
  .option('--tenant <name>', 'only this tenant; may be given more than once', collectNames)
  .option('--remove-cluster <name>', 'remove a cluster that is gone from the hub', collectNames)
  .option('--overwrite-edited', 'overwrite rendered files that somebody edited by hand')
  .option('--stage <folder>', "what to publish (default: dist/ below the hub's root)")
  .option('--json', 'print the report as JSON')
  .action((options: Options) => {
    const root = findPackageRoot(process.cwd());
    const { environment: environments = [], cluster: clusters = [], tenant: tenants = [] } = options;
    const report = publish({
      ...stageRequest(root, options.stage),
      deploy: join(root, deployFolder),
      selection: { environments, clusters, tenants },
      check: options.check ?? false,
      removeClusters: options.removeCluster ?? [],
      overwriteEdited: options.overwriteEdited ?? false,
    });
    if (!options.json && report.problems.length > 0) process.stderr.write(`${formatFindings(report.problems)}\n`);
    process.stdout.write(`${options.json ? JSON.stringify(report, undefined, 2) : formatReport(report)}\n`);
    process.exitCode = exitStatus(report);
  });
