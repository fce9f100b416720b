import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { helm } from '../test/tools/kubectl';

// Gives each example spoke the contract that the hub publishes now, and renders it again.
const root = join(__dirname, '..');
const spokes = join(root, 'examples', 'spokes');
const PATH = [dirname(helm()), process.env.PATH].join(delimiter);

for (const name of readdirSync(spokes)) {
  const spoke = join(spokes, name);
  for (const extension of ['json', 'ts'])
    copyFileSync(join(root, 'deploy', 'contracts', `${name}.${extension}`), join(spoke, `contract.${extension}`));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: spoke,
    stdio: 'inherit',
    env: { ...process.env, PATH },
  });
  if (status !== 0) process.exitCode = 1;
}
