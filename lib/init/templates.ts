import { type StarterApp, starterImage } from './starter';

/** Runs the spoke under cdk8s. */
export const cdk8sYaml = 'language: typescript\napp: node --import tsx main.ts\noutput: dist\n';

/** What is made, and never committed. */
export const gitignore = 'dist/\nnode_modules/\n';

/** What cdk8s runs. */
export const main = "import { spoke } from './spoke';\n\nspoke.synth();\n";

/** For what Node runs as CommonJS, through tsx. */
export const tsconfig = `${JSON.stringify(
  {
    compilerOptions: {
      target: 'es2022',
      module: 'nodenext',
      strict: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
    },
    include: ['*.ts', 'apps', 'test'],
  },
  undefined,
  2,
)}\n`;

/** @param version of this package, which the repo starts with */
export function packageJson(tenant: string, version: string): string {
  const json = {
    name: `${tenant}-apps`,
    private: true,
    engines: { node: '>=20' },
    scripts: {
      synth: 'cdk8s synth --check-upgrade=false',
      types: 'tsc',
      test: 'vitest run',
    },
    dependencies: {
      cdk8s: '^2.70.0',
      'cdk8s-flux-hub': `^${version}`,
      'cdk8s-plus-28': '^2.5.6',
      constructs: '^10.3.0',
    },
    devDependencies: {
      '@types/node': '^20.19.0',
      'cdk8s-cli': '^2.207.0',
      tsx: '^4.23.0',
      typescript: '^5.9.0',
      vitest: '^4.1.0',
    },
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** The first app; what it renders is also rendered by `fillWithStarter`. */
export const web = `import { type GrantedHostname, Probes, SpokeApp, SpokeRoute } from 'cdk8s-flux-hub/spoke';
import { Construct } from 'constructs';

export interface WebProps {
  /** What it answers for. @default - nothing: no route leads to it */
  readonly hostname?: GrantedHostname;
}

/** A web server, and the route to it. */
export class Web extends Construct {
  readonly app: SpokeApp;

  constructor(scope: Construct, id: string, { hostname }: WebProps = {}) {
    super(scope, id);
    this.app = new SpokeApp(this, 'app', {
      name: 'web',
      image: '${starterImage}',
      port: 9898,
      probes: Probes.http({ liveness: '/healthz', readiness: '/readyz' }),
    });
    if (hostname) new SpokeRoute(this, 'route', { name: 'web', hostnames: [hostname], app: this.app });
  }
}
`;

/** The apps of the contract, the first with a web server in it. */
export function spoke(apps: readonly StarterApp[]): string {
  return `import { Spoke } from 'cdk8s-flux-hub/spoke';
import { Web } from './apps/web';
import { contract } from './contract';

export const spoke = new Spoke({ contract });

${apps.map((app, index) => (index === 0 ? withWeb(app) : empty(app))).join('\n')}`;
}

function withWeb({ name, isShared, hostnames }: StarterApp): string {
  const web = (hostname: string | undefined) => {
    const props = hostname === undefined ? '' : `, { hostname: folder.hostname('${hostname}') }`;
    return `(folder) => {\n@  new Web(folder, 'web'${props});\n@}`;
  };
  const each = [...hostnames].map(([environment, hostname]) => [environment, web(hostname)] as const);
  return filled(name, isShared, each);
}

function empty({ name, isShared, hostnames }: StarterApp): string {
  const each = [...hostnames.keys()].map((environment) => [environment, '() => {}'] as const);
  return `// Applied, and empty so far.\n${filled(name, isShared, each)}`;
}

/** @param each what fills each environment; \`@\` stands for its indent */
function filled(name: string, isShared: boolean, each: readonly (readonly [string, string])[]): string {
  const [[, first] = ['', '']] = each;
  if (isShared) return `spoke.app('${name}', ${first.replaceAll('@', '')});\n`;
  const key = (environment: string) => (/^[A-Za-z_]\w*$/.test(environment) ? environment : `'${environment}'`);
  const lines = each.map(([environment, fill]) => `  ${key(environment)}: ${fill.replaceAll('@', '  ')},\n`);
  return `spoke.app('${name}', {\n${lines.join('')}});\n`;
}

/** That what the hub applies is there. */
export function test(folders: readonly string[]): string {
  const listed = [...folders].sort().map((path) => `    '${path}',\n`);
  const imports = ["import { expect, test } from 'vitest';", "import { spoke } from '../spoke';"];
  return `${imports.join('\n')}

const files = spoke.files();
const textOf = (path: string) => String(files.get(path) ?? '');

test('every folder that the hub applies is rendered', () => {
  const folders = [...files.keys()].filter((path) => path.endsWith('kustomization.yaml'));

  expect(folders.sort()).toEqual([
${listed.join('')}  ]);
});

test('no image is what it happens to be today', () => {
  for (const path of files.keys()) expect(textOf(path)).not.toMatch(/image: [^:@\\n]*(?::latest)?\\n/);
});
`;
}

/** What a pull request must hold. */
export const workflow = `name: Check

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: 20
          cache: npm
      - run: npm ci
      # What the contract does not grant does not compile.
      - run: npm run types
      - run: npm test
      # What is rendered is committed: Flux applies what is in the repo.
      - run: npm run synth
      - run: git add --all && git diff --cached --exit-code
      # What the cluster would refuse, by the contract alone.
      - run: npx flux-hub check
`;

/** @param folders paths of every \`kustomization.yaml\` */
export function readme(tenant: string, folders: readonly string[]): string {
  return `# ${tenant}-apps

The apps of ${tenant}, in TypeScript. \`npm run synth\` renders them into the folders that Flux applies:

\`\`\`
${folders.join('\n')}
\`\`\`

\`\`\`sh
npm install
npm run types       # what the contract does not grant does not compile
npm test
npm run synth       # then commit what it changed
npx flux-hub check  # what the cluster would refuse; needs kubectl or kustomize
\`\`\`

| file | what it is |
| --- | --- |
| \`spoke.ts\` | which app fills which folder, for each environment |
| \`apps/\` | the apps |
| \`contract.ts\`, \`contract.json\` | what the platform team gives: namespaces, hostnames, quota, kinds. Copied from its repo, never edited |
| the folders above | what Flux applies; rendered, committed, never edited |

There is no \`gateway-resources/\` here. The Gateway, its listeners and certificates belong to the platform team; a route names the listener of a
hostname that was granted, and \`folder.hostname('…')\` knows which one that is.

When the platform team changes the contract, copy its two files anew from \`deploy/contracts/\` of its repo: what no longer holds is then a
compile error that names it.
`;
}
