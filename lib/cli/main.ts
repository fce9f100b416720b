import { Command } from 'commander';
import { packageVersion } from '../version';
import { auditCommand } from './audit';
import { canICommand } from './can-i';
import { exitCodes, fail } from './exit';
import { explainCommand } from './explain';
import { publishCommand } from './publish';
import { synthCommand } from './synth';

const program = new Command('flux-hub')
  .description('Renders a hub repo of Flux clusters and tenants, publishes what it rendered, and audits any Flux repo.')
  .version(packageVersion)
  .showHelpAfterError('(--help lists the commands and options)')
  .exitOverride()
  .addCommand(synthCommand)
  .addCommand(publishCommand)
  .addCommand(canICommand)
  .addCommand(auditCommand)
  .addCommand(explainCommand);

for (const command of program.commands) command.exitOverride().showHelpAfterError('(--help lists the options)');

program.parseAsync().catch((error: unknown) => {
  process.exitCode = fail(error);
});

process.exitCode ??= exitCodes.fine;
