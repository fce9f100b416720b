import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { requireGo } from './go';
import { type Target, targets } from './targets';

const PROGRESS_SECONDS = 20;

/**
 * The path of each program by its name, in a cache outside the checkout (`XDG_CACHE_HOME`, else `~/.cache`).
 * The folder's name carries the hash of go.mod, go.sum and main.go, so a machine builds each state of them once.
 */
export function programs(): Readonly<Record<string, string>> {
  return Object.fromEntries(targets.map((target) => [target.name, pathOf(target)]));
}

/** The definitions of Flux's kinds, as the controllers that are built bring them: the text of each file. */
export function crdFiles(): readonly string[] {
  const folders = targets.filter(({ crds }) => crds).map((target) => crdsOf(target));
  return folders.flatMap((folder) => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')));
}

/**
 * Builds the programs that the cache lacks, one after the other, and says how far it is.
 * @throws where Go is missing or too old, or a build fails.
 */
export async function build(): Promise<void> {
  const missing = targets.filter((target) => !isBuilt(target));
  if (missing.length === 0) return;
  requireGo();
  console.log(
    `Building ${missing.map(({ name }) => name).join(', ')}: once per machine, 15 to 30 minutes for all five.`,
  );
  for (const [index, target] of missing.entries()) {
    await buildOne(target, `[${index + 1}/${missing.length}] ${target.name}`);
  }
}

async function buildOne(target: Target, label: string): Promise<void> {
  const path = pathOf(target);
  const unfinished = `${path}.${randomUUID()}`;
  mkdirSync(dirname(path), { recursive: true });
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log(`${label}: fetching modules and compiling`);
  try {
    await go(target, unfinished, (packages) => console.log(`${label}: ${packages} packages after ${seconds()} s`));
    if (target.crds) copyCrds(target);
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  console.log(`${label}: built in ${seconds()} s`);
}

/** Runs `go build`, calls `progress` now and then, and fails with the last lines that it printed. */
function go(target: Target, output: string, progress: (packages: number) => void): Promise<void> {
  const values = Object.entries(target.values ?? {}).map(([name, value]) => `-X ${name}=${value}`);
  const flags = ['-mod=readonly', '-trimpath', '-buildvcs=false', '-v', '-ldflags', ['-s', '-w', ...values].join(' ')];
  const child = spawn('go', ['build', ...flags, '-o', output, target.main], {
    cwd: join(__dirname, target.name),
    env: goEnvironment,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const lines: string[] = [];
  createInterface(child.stderr).on('line', (line) => lines.push(line));
  const timer = setInterval(() => progress(lines.length), PROGRESS_SECONDS * 1000);
  return new Promise<void>((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done();
      else failed(new Error(`go build of ${target.name} failed:\n${lines.slice(-20).join('\n')}`));
    });
  }).finally(() => clearInterval(timer));
}

const goEnvironment = { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '' };

/** Takes them out of the module cache, which need not be kept. */
function copyCrds(target: Target): void {
  const options = { cwd: join(__dirname, target.name), env: goEnvironment, encoding: 'utf8' } as const;
  const module = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', target.main], options).trim();
  cpSync(join(module, 'config/crd/bases'), crdsOf(target), { recursive: true });
}

function crdsOf(target: Target): string {
  return join(dirname(pathOf(target)), 'crds');
}

function isBuilt(target: Target): boolean {
  return existsSync(pathOf(target)) && (!target.crds || existsSync(crdsOf(target)));
}

function pathOf(target: Target): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go'].map((name) => join(__dirname, target.name, name)))
    if (existsSync(file)) hash.update(readFileSync(file));
  return join(
    cache,
    'cdk8s-flux-hub',
    'test-cluster',
    `${target.name}-${hash.digest('hex').slice(0, 16)}`,
    target.name,
  );
}

if (require.main === module) {
  build().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
