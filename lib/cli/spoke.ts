import { resolve } from 'node:path';
import { Command } from 'commander';
import { initSpoke } from '../init/init-spoke';
import { SpokeError } from '../spoke/spoke-error';
import { formatProblems } from '../spoke/spoke-problem';
import { exitCodes } from './exit';

interface InitOptions {
  readonly output: string;
  readonly json?: boolean;
}

const initCommand = new Command('init')
  .description("Make a tenant's own repo that works, from the contract that the hub writes to deploy/contracts/.")
  .argument('<contract>', 'the .json or .ts file of the contract')
  .option('--output <folder>', 'where to make it: a folder that is empty, or not there', '.')
  .option('--json', 'print the paths of its files as JSON')
  .exitOverride()
  .action((contract: string, { output, json }: InitOptions) => {
    try {
      const files = initSpoke(resolve(contract), resolve(output));
      const enter = resolve(output) === process.cwd() ? '' : `cd ${output} && `;
      const next = `Next: ${enter}npm install && npm run types && npm test && npm run synth`;
      process.stdout.write(json ? `${JSON.stringify({ files }, undefined, 2)}\n` : `${files.join('\n')}\n\n${next}\n`);
    } catch (error) {
      if (!(error instanceof SpokeError)) throw error;
      process.stderr.write(`${formatProblems(error.problems)}\n`);
      process.exitCode = exitCodes.found;
    }
  });

export const spokeCommand = new Command('spoke').description("Make a tenant's own repo.").addCommand(initCommand);
