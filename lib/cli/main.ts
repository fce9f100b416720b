import { Command } from 'commander';
import { packageVersion } from '../version';
import { exitCodes, fail } from './exit';

/** Every command by its name. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  synth: async () => (await import('./synth.js')).synthCommand,
  publish: async () => (await import('./publish.js')).publishCommand,
  codeowners: async () => (await import('./codeowners.js')).codeownersCommand,
  'can-i': async () => (await import('./can-i.js')).canICommand,
  audit: async () => (await import('./audit.js')).auditCommand,
  check: async () => (await import('./check.js')).checkCommand,
  routes: async () => (await import('./routes.js')).routesCommand,
  spoke: async () => (await import('./spoke.js')).spokeCommand,
  explain: async () => (await import('./explain.js')).explainCommand,
};

async function run(): Promise<void> {
  const program = new Command('flux-hub')
    .description(
      'Renders a hub repo of Flux clusters and tenants, publishes what it rendered, and audits any Flux repo.',
    )
    .version(packageVersion)
    .showHelpAfterError('(--help lists the commands and options)')
    .exitOverride();
  for (const load of called(process.argv[2])) program.addCommand(await load());
  for (const command of program.commands) command.exitOverride().showHelpAfterError('(--help lists the options)');
  await program.parseAsync();
}

/** What a command needs is loaded only when it is called; who asks for help, or misspells a name, is shown them all. */
function called(name: string | undefined) {
  const alone = Object.entries(commands).flatMap(([known, load]) => (known === name ? [load] : []));
  return alone.length > 0 ? alone : Object.values(commands);
}

run().catch((error: unknown) => {
  process.exitCode = fail(error);
});

process.exitCode ??= exitCodes.fine;
