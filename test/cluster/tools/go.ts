import { spawnSync } from 'node:child_process';

const NEEDED = { major: 1, minor: 26 };

/**
 * Makes sure that a Go is there that builds the test cluster's programs.
 * @throws a one-line message that says what is needed and what was found.
 */
export function requireGo(): void {
  const needs = `test:cluster builds Kubernetes and Flux: it needs Go ${NEEDED.major}.${NEEDED.minor} or newer on the PATH`;
  const { stdout, error } = spawnSync('go', ['env', 'GOVERSION'], {
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  if (error !== undefined || stdout.trim() === '') throw new Error(`${needs}, and there is no go`);
  const version = stdout.trim();
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(version) ?? [];
  const old = Number(major) < NEEDED.major || (Number(major) === NEEDED.major && Number(minor) < NEEDED.minor);
  if (old) throw new Error(`${needs}, and it is ${version}`);
}
