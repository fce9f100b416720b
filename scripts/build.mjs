import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

rmSync('build', { recursive: true, force: true });
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (status !== 0) process.exit(status ?? 1);
cpSync('imports/validators', 'build/imports/validators', { recursive: true });
