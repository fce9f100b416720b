import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { importTable } from '../scripts/import/projects';
import { helm, kubectl } from './tools/kubectl';
import { shell, succeed } from './tools/shell';
import { workingCopy } from './tools/working-copy';

const minutes = 60_000;
const root = resolve(__dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'flux-hub-package-'));
let tarball: { readonly filename: string; readonly files: readonly { readonly path: string }[] };

beforeAll(async () => {
  const copy = join(work, 'package');
  await workingCopy(copy);
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  [tarball] = JSON.parse(await succeed(`npm pack --json --pack-destination ${work}`, copy));
}, 2 * minutes);

afterAll(() => rmSync(work, { recursive: true, force: true }));

test('the package holds what runs and what explains it, and nothing else', () => {
  const holds = [...new Set(tarball.files.map(({ path }) => path.split('/')[0]))].sort();

  expect(holds).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'build', 'docs', 'package.json']);
});

test('cdk8s.yaml names the releases that imports/ is made from', () => {
  const { imports } = parse(readFileSync(join(root, 'cdk8s.yaml'), 'utf8')) as { readonly imports: readonly string[] };

  expect(imports).toEqual(importTable.projects.flatMap(({ releases }) => releases.at(-1)?.urls));
});

test('CI runs the commands that the README names', () => {
  const commands = (file: string, pattern: RegExp) => readFileSync(join(root, file), 'utf8').match(pattern);

  expect(commands('.ci/run', /(?<=')npm ci && [^']+/g)).toEqual(commands('README.md', /^npm ci && .+$/gm));
});

interface App {
  readonly packageJson: Readonly<Record<string, unknown>>;
  readonly tsconfig: string;
  readonly cdk8sYaml: string;
  /** How this kind of app writes the import of a file beside it. */
  readonly hubModule: string;
  /** Runs a TypeScript file. */
  readonly run: string;
}

const apps: Readonly<Record<string, () => App>> = { 'a CommonJS app of cdk8s init': initialised, 'an ESM app': modern };

describe.each(Object.entries(apps))('in %s', (name, make) => {
  const app = make();
  const folder = join(work, name.replaceAll(' ', '-'));

  beforeAll(async () => {
    writeApp(folder, app);
    await succeed(`npm install ${join(work, tarball.filename)}`, folder);
  }, 3 * minutes);

  test('the hub type-checks under TypeScript 5.9, libraries and all', { timeout: 3 * minutes }, async () => {
    expect(await succeed('npx tsc --version', folder)).toMatch(/^Version 5\.9\./);
    expect(await shell('npx tsc --noEmit', folder)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('cdk8s synth and flux-hub synth render the same', { timeout: 3 * minutes }, async () => {
    await succeed('npx cdk8s synth --check-upgrade=false', folder);
    cpSync(join(folder, 'dist'), join(folder, 'build'), { recursive: true });
    const printed = await succeed('npx flux-hub synth', folder);

    expect(printed).toMatch(/^1 cluster, \d+ objects in \d+ files, \d+ ms$/m);
    expect(filesBelow(join(folder, 'dist'))).toEqual(filesBelow(join(folder, 'build')));
    expect(filesBelow(join(folder, 'dist'))).toHaveProperty('clusters/prod/tenants/billing.yaml');
  });

  test('flux-hub publish brings deploy/ there', { timeout: 3 * minutes }, async () => {
    await succeed('npx flux-hub synth && npx flux-hub publish', folder);

    expect(await succeed('npx flux-hub publish --check', folder)).toContain('up to date');
    expect(filesBelow(join(folder, 'deploy'))).toMatchObject(filesBelow(join(folder, 'dist')));
  });

  test('the testing and imports entries resolve', { timeout: 3 * minutes }, async () => {
    expect(await succeed(`${app.run} check.ts`, folder)).toBe(
      'GitRepository billing/billing from ssh://git@example.com/apps\n',
    );
  });
});

describe('a spoke repo', () => {
  const fresh = join(work, 'billing-apps');
  const tools = { PATH: `${dirname(helm())}:${process.env.PATH}` };
  const examples = readdirSync(join(root, 'examples', 'spokes'));

  beforeAll(async () => {
    mkdirSync(fresh);
    const bin = join(root, 'node_modules', '.bin');
    const contract = join(root, 'deploy', 'contracts', 'billing.json');
    await succeed(`node ${join(work, 'package', 'bin', 'flux-hub.js')} spoke init ${contract} --output ${fresh}`, bin);
    await succeed(`npm install ${join(work, tarball.filename)}`, fresh);
  }, 4 * minutes);

  test.each(['made anew', ...examples])('%s type-checks, passes its tests, and is as committed', {
    timeout: 3 * minutes,
  }, async (name) => {
    const folder = examples.includes(name) ? join(work, 'spokes', name) : fresh;
    if (folder !== fresh) {
      cpSync(join(root, 'examples', 'spokes', name), folder, { recursive: true });
      symlinkSync(join(fresh, 'node_modules'), join(folder, 'node_modules'));
    }
    const committed = renderedIn(folder);

    expect(await shell('npm run --silent types', folder, tools)).toEqual({ status: 0, stdout: '', stderr: '' });
    await succeed('npm test && npm run synth', folder, tools);
    expect(renderedIn(folder)).toEqual(committed);
    expect(await succeed(`npx flux-hub check --kustomize ${kubectl()}`, folder)).toContain('no findings');
    for (const path of Object.keys(committed).filter((each) => each.endsWith('/kustomization.yaml')))
      await succeed(`${kubectl()} kustomize ${dirname(path)}`, folder);
  });

  test('loads hardly more code than cdk8s-plus-28 alone', async () => {
    const loadedBy = async (name: string) => {
      const script = `require('${name}'); console.log(Object.keys(require.cache).reduce((sum, file) => sum + fs.statSync(file).size, 0))`;
      return Number(await succeed(`node -e "${script}"`, fresh));
    };

    expect((await loadedBy('cdk8s-flux-hub/spoke')) / (await loadedBy('cdk8s-plus-28'))).toBeLessThan(1.2);
  });

  test('does not compile where the contract no longer grants a hostname, and the error names those it grants', {
    timeout: 3 * minutes,
  }, async () => {
    const folder = join(work, 'stale');
    cpSync(join(root, 'examples', 'spokes', 'search'), folder, { recursive: true });
    symlinkSync(join(fresh, 'node_modules'), join(folder, 'node_modules'));
    const contract = join(folder, 'contract.ts');
    writeFileSync(contract, readFileSync(contract, 'utf8').replaceAll('search.us.acme.io', 'find.us.acme.io'));
    const { status, stdout } = await shell('npm run --silent types', folder);

    expect(status).not.toBe(0);
    expect(stdout).toContain(`'"search.us.acme.io"' is not assignable to parameter of type '"find.us.acme.io"'`);
  });
});

/** What Flux applies of a spoke repo. */
function renderedIn(folder: string): Record<string, string> {
  const applied = ['deploy', 'prod', 'staging', 'worker'].filter((name) => existsSync(join(folder, name)));
  const files = applied.flatMap((name) =>
    Object.entries(filesBelow(join(folder, name))).map(([path, text]) => [`${name}/${path}`, text]),
  );
  return Object.fromEntries(files);
}

/** What `cdk8s init typescript-app` writes, by its own template; without jest, which nothing here runs. */
function initialised(): App {
  const template = join(dirname(require.resolve('cdk8s-cli/package.json')), 'templates', 'typescript-app');
  const read = (file: string) => readFileSync(join(template, file), 'utf8');
  const packageJson = JSON.parse(read('package.json')) as App['packageJson'] & {
    readonly dependencies: object;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const devDependencies = Object.entries(packageJson.devDependencies).filter(([name]) => !name.includes('jest'));
  return {
    packageJson: {
      ...packageJson,
      name: 'app',
      dependencies: { ...packageJson.dependencies, ...installed('cdk8s', 'cdk8s-plus-33', 'constructs') },
      devDependencies: { ...Object.fromEntries(devDependencies), ...installed('cdk8s-cli') },
    },
    tsconfig: read('tsconfig.json'),
    cdk8sYaml: read('cdk8s.yaml'),
    hubModule: './hub',
    run: 'npx ts-node',
  };
}

function modern(): App {
  return {
    packageJson: {
      name: 'app',
      private: true,
      type: 'module',
      dependencies: installed('cdk8s', 'constructs'),
      devDependencies: { ...installed('@types/node', 'cdk8s-cli'), typescript: '5.9.x' },
    },
    tsconfig: JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        module: 'nodenext',
        moduleResolution: 'nodenext',
        strict: true,
        types: ['node'],
      },
      include: ['*.ts'],
    }),
    cdk8sYaml: 'language: typescript\napp: node --import tsx main.ts\n',
    hubModule: './hub.js',
    run: 'node --import tsx',
  };
}

/** The versions that this checkout has. */
function installed(...names: readonly string[]): Record<string, string> {
  const versionOf = (name: string) => {
    const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(text) as { readonly version: string }).version;
  };
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

function writeApp(folder: string, { packageJson, tsconfig, cdk8sYaml, hubModule }: App): void {
  const files = {
    'package.json': JSON.stringify(packageJson),
    'tsconfig.json': tsconfig,
    'cdk8s.yaml': cdk8sYaml,
    'main.ts': `import { hub } from '${hubModule}';\n\nhub.synth();\n`,
    'hub.ts': hubSource,
    'check.ts': `import { Prod } from '${hubModule}';\n${checkSource}`,
  };
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
}

const hubSource = `
import { Bootstrap, Cluster, type ClusterScope, GitSource, HelmChart, Hub, PlatformService, SecretRef, Tenant } from 'cdk8s-flux-hub';

class Billing extends Tenant {
  constructor(cluster: Cluster) {
    super(cluster, 'billing', {
      source: GitSource.ssh('ssh://git@example.com/apps', {
        ref: { branch: 'main' },
        deployKey: SecretRef.external('git', { createdBy: 'the platform team' }),
      }),
      quota: { cpu: 20, memory: '64Gi', pods: 200 },
    });
    this.addKustomization('api', { path: './api', wait: true });
  }
}

export class Prod extends Cluster {
  constructor(scope: ClusterScope, id: string) {
    super(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4', bootstrap: Bootstrap.cli() } });
    new PlatformService(this, 'cert-manager', {
      chart: HelmChart.repository('https://charts.jetstack.io', 'cert-manager', { version: 'v1.21.1' }),
    });
    new Billing(this);
  }
}

export const hub = new Hub({ repository: 'ssh://git@example.com/fleet-hub' });
hub.environment('prod').cluster('prod', (scope, id) => new Prod(scope, id));
`;

const checkSource = `
import type { HubProps } from 'cdk8s-flux-hub';
import { GitRepository, type GitRepositoryProps } from 'cdk8s-flux-hub/imports/source.toolkit.fluxcd.io';
import { renderCluster } from 'cdk8s-flux-hub/testing';

// @ts-expect-error There is no such field: a type that resolves to \`any\` would let it pass.
export const misspelt: HubProps = { repository: '', banch: 'main' };

const { kind } = GitRepository.GVK;
const { metadata, spec } = renderCluster((scope, id) => new Prod(scope, id)).get(kind, 'billing') as GitRepositoryProps;
console.log(\`\${kind} \${metadata?.namespace}/\${metadata?.name} from \${spec?.url}\`);
`;

/** Every file below a folder by its path, the stage's own index aside. */
function filesBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  const shown = paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const);
  return Object.fromEntries(shown.filter(([path]) => !path.startsWith('.index')));
}
