import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { until } from './until';

test.each(['SIGINT', 'SIGKILL'] as const)('nothing is left of a test run that ends by %s', async (signal) => {
  const run = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'start-and-wait.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(run.stdout), 'line')) as [string];
  const { folder, pids } = JSON.parse(line) as { folder: string; pids: number[] };
  expect(pids.map(isAlive)).toEqual([true, true, true]);

  run.kill(signal);
  await until('the end of its processes', () => !pids.some(isAlive) || undefined);
  await until('the end of its folder', () => !existsSync(folder) || undefined);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
