import { Command } from 'commander';
import { packageVersion } from '../version';
import { canICommand } from './can-i';
import { exitCodes, fail } from './exit';
import { publishCommand } from './publish';
import { synthCommand } from './synth';

const program = new Command('flux-hub')
  .description('Renders a hub repo of Flux clusters and tenants, and publishes what it rendered.')
  .version(packageVersion)
  .showHelpAfterError('(--help lists the commands and options)')
  .exitOverride()
  .addCommand(synthCommand)
  .addCommand(publishCommand)
  .addCommand(canICommand);

for (const command of program.commands) command.exitOverride().showHelpAfterError('(--help lists the options)');

program.parseAsync().catch((error: unknown) => {
  process.exitCode = fail(error);
});

process.exitCode ??= exitCodes.fine;
