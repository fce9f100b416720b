import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { identityToRecipient } from 'age-encryption';
import {
  BucketSource,
  Cluster,
  DataPlane,
  GatewayTls,
  GitSource,
  HelmChart,
  kustomizationDefaults,
  type Manifest,
  OciSource,
  PlatformService,
  SecretRef,
  SharedGateway,
  Tenant,
} from 'cdk8s-flux-hub';
import { type Rendering, renderCluster, renderTenant } from 'cdk8s-flux-hub/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { auditCommand } from '../lib/cli/audit';
import { canICommand } from '../lib/cli/can-i';
import { codeownersCommand } from '../lib/cli/codeowners';
import { explainCommand } from '../lib/cli/explain';
import { publishCommand } from '../lib/cli/publish';
import { routesCommand } from '../lib/cli/routes';
import { synthCommand } from '../lib/cli/synth';
import { explainedRules } from '../lib/explain/explained-rules';
import { baseGrants, selfServiceGrants, workloadRbacGrants } from '../lib/tenancy/role';
import { rulesPage } from '../scripts/docs/rules-page';
import { threats } from '../scripts/docs/threats';
import { manifestsIn, writeFiles } from './deploy/tree';
import { grantsTable } from './docs/grants';
import { blocksIn, tableBelow } from './docs/markdown';
import { copyContract, copyFleet, importsOf, revisionsOf } from './docs/project';
import { readIdentity } from './fixtures/fleet-secrets';
import { seal, toYaml } from './fixtures/sops';

const root = join(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const guides = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'));
const pages = [...guides.map((file) => `docs/${file}`), 'README.md'].map((path) => ({ path, text: read(path) }));

/** Where the examples are built; they find packages as they would in a repo of their own. */
const folder = mkdtempSync(join(tmpdir(), 'flux-hub-docs-'));
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
afterAll(() => rmSync(folder, { recursive: true }));

describe('docs/defaults.md', () => {
  const text = read('docs/defaults.md');

  test('has the defaults of every role of a Kustomization', () => {
    const rows = tableBelow(text, 'Kustomizations, by role');

    expect(Object.fromEntries(rows.map(({ role, which, why, ...fields }) => [role, fields]))).toEqual(
      mapValues(kustomizationDefaults, (defaults) => mapValues(defaults, String)),
    );
  });

  test('has the fields that a HelmRelease gets, of a service and of a tenant', () => {
    const { get } = renderCluster((scope, id) => {
      const cluster = new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } });
      const chart = HelmChart.repository('https://charts.example.com', 'any', { version: '1.0.0' });
      new PlatformService(cluster, 'cert-manager', { chart });
      new Tenant(cluster, 'orders', {}).addHelmRelease('web', { chart });
      return cluster;
    });
    const rows = tableBelow(text, 'HelmReleases');
    const column = (name: string) =>
      Object.fromEntries(rows.flatMap((row) => (row[name] ? [[row.field, row[name]]] : [])));

    expect(column('service')).toEqual(fieldsOf(get('HelmRelease', 'cert-manager')));
    expect(column("tenant's app")).toEqual(fieldsOf(get('HelmRelease', 'web')));
  });

  test('has how often each kind of source is looked at', () => {
    const secret = SecretRef.external('any', { createdBy: 'a person' });
    const { objects } = renderTenant(
      (cluster) => {
        const tenant = new Tenant(cluster, 'orders', {});
        tenant.addKustomization('git', { source: GitSource.ssh('ssh://git@example.com/any', { deployKey: secret }) });
        tenant.addKustomization('oci', { source: OciSource.artifact('oci://example.com/any', { ref: { tag: '1' } }) });
        tenant.addKustomization('bucket', {
          source: BucketSource.s3({ bucketName: 'any', endpoint: 's3.example.com', credentials: secret }),
        });
        tenant.addHelmRelease('repository', {
          chart: HelmChart.repository('https://charts.example.com', 'any', { version: '1.0.0' }),
        });
        tenant.addHelmRelease('chart', { chart: HelmChart.oci('oci://example.com/chart', { version: '1.0.0' }) });
        return tenant;
      },
      (scope, id) => new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } }),
    );
    const sources = objects.filter(({ apiVersion }) => apiVersion.startsWith('source.toolkit.fluxcd.io/'));
    const nameOf = ({ kind, metadata }: Manifest) => (metadata.name === 'chart' ? `\`${kind}\` of a chart` : kind);

    expect(Object.fromEntries(tableBelow(text, 'Sources').map(({ kind, interval }) => [kind, interval]))).toEqual(
      Object.fromEntries(sources.map((source) => [nameOf(source), (source.spec as { interval: string }).interval])),
    );
  });

  test('says why, of every row', () => {
    const rows = ['Kustomizations, by role', 'HelmReleases', 'Sources'].flatMap((name) => tableBelow(text, name));

    expect(rows.filter(({ why = '' }) => !/^[A-Z].*\.$/.test(why))).toEqual([]);
  });
});

describe('docs/tenants.md', () => {
  const text = read('docs/tenants.md');
  const orders = renderTenant(
    (cluster) => {
      const source = GitSource.ssh('ssh://git@github.com/acme/orders', {
        deployKey: SecretRef.external('git', { createdBy: 'External Secrets' }),
      });
      const tenant = new Tenant(cluster, 'orders', { source });
      tenant.addKustomization('web', { path: './deploy' });
      return tenant;
    },
    (scope, id) => new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } }),
  );

  test('has every object of a usual tenant, with its file', () => {
    const rows = tableBelow(text, 'Object by object');

    expect(rows.map((row) => `${row.object} in ${row['file below `deploy/`']}`).sort()).toEqual(objectsByFile(orders));
    expect(rows.filter(({ why }) => !why)).toEqual([]);
  });

  test.each([
    ['every tenant', baseGrants],
    ['a tenant with workloadRbac', workloadRbacGrants],
    ['a tenant with selfService', selfServiceGrants],
  ])('has the rights of %s', (_, grants) => {
    expect(text).toContain(`\n${grantsTable(grants)}\n`);
  });

  test('lists nothing as forbidden that the roles allow', () => {
    const forbidden = tableBelow(text, 'What it may not do').map((row) => row['it may not'] ?? '');
    const allowed = forbidden.filter((right) => {
      const [verb = '', resource = ''] = right.split(' ');
      return (
        orders.can('orders/reconciler', verb, resource, 'orders') || orders.can('orders/reconciler', verb, resource)
      );
    });

    expect(forbidden.length).toBeGreaterThan(5);
    expect(allowed).toEqual([]);
    expect(orders.can('orders/reconciler', 'create', 'deployments.apps', 'orders')).toBe(true);
  });

  test('has the limits of every namespace', () => {
    const { hard } = orders.get('ResourceQuota', 'quota').spec as { hard: Record<string, string> };
    const rows = tableBelow(text, 'How much it may hold');

    expect(Object.fromEntries(rows.map((row) => [row.resource, row.default]))).toEqual(hard);
  });

  test('has what a container gets that says nothing', () => {
    const { limits } = orders.get('LimitRange', 'limits').spec as { limits: readonly ContainerLimits[] };
    const [{ defaultRequest, default: limit }] = limits as [ContainerLimits];

    expect(text.replaceAll('\n', ' ')).toContain(
      `requests ${defaultRequest.cpu} CPU and ${defaultRequest.memory} memory, and is limited to ${limit.cpu} and ${limit.memory}:`,
    );
  });
});

describe('docs/gateway.md', () => {
  const rendered = renderCluster((scope, id) => {
    const cluster = new Cluster(scope, id, {
      kubernetes: '1.34',
      flux: { version: '2.9.4' },
      gatewayApi: { version: '1.6' },
    });
    const gateway = new SharedGateway(cluster, 'gateway', {
      className: 'envoy',
      tls: GatewayTls.certManager({ clusterIssuer: 'letsencrypt' }),
      dataPlane: DataPlane.pods({ namespace: 'envoy-gateway-system' }),
    });
    gateway.grantHostnames(gateway, 'status.acme.io');
    return cluster;
  });

  test('has every object of a gateway, with its file', () => {
    const rows = tableBelow(read('docs/gateway.md'), 'A gateway');
    const own = objectsByFile(rendered).filter((object) => object.includes('/gateway'));

    expect(rows.map((row) => `${row.object} in ${row['file below `deploy/`']}`).sort()).toEqual(
      own.map((object) => object.replace('status.acme.io', '…')),
    );
  });
});

describe('the examples', () => {
  test('compile', async () => {
    for (const { path, text } of pages) {
      const blocks = blocksIn(text).map((block) => (path === 'README.md' ? completed(block) : block));
      const loose = blocks
        .filter((block) => block.language === 'ts' && block.path === undefined)
        .map((block, index) => [`loose-${index}.ts`, block.text] as const);
      revisionsOf(blocks).forEach(({ files }, index) => {
        const into = join(folder, 'compiled', path, String(index));
        if (path === 'README.md') copyFleet(root, into);
        if (path === 'docs/spoke.md') copyContract(root, into);
        writeFiles(
          into,
          [...files, ...loose].filter(([file]) => file.endsWith('.ts')),
        );
      });
    }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: { noUnusedLocals: false },
        include: ['compiled'],
        exclude: [],
      }),
    );

    expect(await run(join(root, 'node_modules/.bin/tsc'), ['-p', folder], folder)).toEqual({ code: 0, output: '' });
    expect(readdirSync(join(folder, 'compiled'), { recursive: true }).length).toBeGreaterThan(20);
  }, 60_000);

  const revisions = revisionsOf(blocksIn(read('docs/getting-started.md')));

  test.each(revisions.map((revision, index) => ({ ...revision, index })))('of the guide render at step $index', async ({
    files,
    added,
    index,
  }) => {
    const into = join(folder, 'guide', String(index));
    writeFiles(into, [...files, ['package.json', '{ "name": "fleet" }']]);
    await sealDeployKeys(into, files);

    const rendered = await node(into, '--import', 'tsx', 'main.ts');
    expect(rendered.output).not.toContain('✖');
    expect(rendered.code, rendered.output).toBe(0);
    expect(existsSync(join(into, 'dist/.index/fleet.json'))).toBe(true);
    for (const file of added.filter((path) => path.endsWith('.test.ts'))) {
      const tested = await node(into, '--import', 'tsx', '--test', file);
      expect(tested.code, tested.output).toBe(0);
    }
  }, 60_000);

  test('name folders of deploy/ that are rendered', () => {
    const named = [...read('docs/getting-started.md').matchAll(/`deploy\/([\w./-]+)`/g)].map(([, path = '']) => path);
    const isRendered = (path: string) =>
      revisions.some((_, index) => existsSync(join(folder, 'guide', String(index), 'dist', path)));

    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !path.startsWith('.inventory/') && !isRendered(path))).toEqual([]);
  });
});

describe('docs/rules.md', () => {
  test('is what `npm run docs` makes of the rules', () => {
    expect(read('docs/rules.md')).toBe(rulesPage());
  });

  test('has every rule, of a family that it says something of', () => {
    const headings = [...read('docs/rules.md').matchAll(/^### (.+)$/gm)].map(([, id]) => id);

    expect(headings.sort()).toEqual(explainedRules.map(({ id }) => id));
  });

  test('has a reason for every threat that no rule sees, and names only rules that there are', () => {
    const known = explainedRules.map(({ id }) => id);

    expect(threats).toHaveLength(56);
    expect(threats.filter(({ rules = [], neither }) => rules.length > 0 === (neither !== undefined))).toEqual([]);
    expect(threats.flatMap(({ rules = [] }) => rules).filter((id) => !known.includes(id))).toEqual([]);
  });
});

describe('the commands', () => {
  const lines = pages
    .flatMap(({ text }) => [
      ...text.matchAll(/(?:npx )?\bflux-hub (synth|publish|codeowners|can-i|audit|routes|explain)\b([^`\n]*)/g),
    ])
    .map(([, command = '', rest = '']) => ({ command, options: rest.match(/--[\w-]+/g) ?? [] }));

  test('of flux-hub that are shown have the options that are shown with them', () => {
    const known = new Map(
      [synthCommand, publishCommand, codeownersCommand, canICommand, auditCommand, routesCommand, explainCommand].map(
        (command) => [command.name(), command.options.map(({ long }) => long)],
      ),
    );

    expect(
      lines.filter(({ command, options }) => options.some((option) => !known.get(command)?.includes(option))),
    ).toEqual([]);
    expect(lines.flatMap(({ options }) => options)).toContain('--remove-cluster');
    expect(lines.flatMap(({ options }) => options)).toContain('--matrix');
    expect(lines.flatMap(({ options }) => options)).toContain('--write-baseline');
  });
});

test('the links between the pages lead somewhere', () => {
  const dead = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].filter(([, file = '', anchor]) => {
      const target = file === '' ? path : join(path, '..', file);
      return !existsSync(join(root, target)) || (anchor !== undefined && !anchorsIn(read(target)).includes(anchor));
    }),
  );

  expect(dead.map(([link]) => link)).toEqual([]);
});

type CpuAndMemory = Readonly<Record<'cpu' | 'memory', string>>;

interface ContainerLimits {
  readonly defaultRequest: CpuAndMemory;
  readonly default: CpuAndMemory;
}

/** A README shows parts of the example fleet without their imports: those of the file that it names are put in front. */
function completed<T extends { readonly path: string | undefined; readonly language: string; readonly text: string }>(
  block: T,
): T {
  const whole = block.language !== 'ts' || block.path === undefined || importsOf(block.text) !== '';
  return whole ? block : { ...block, text: `${importsOf(read(block.path))}\n${block.text}` };
}

/** The deploy keys that the guide tells its reader to seal, one for each cluster, where a revision uses them. */
async function sealDeployKeys(into: string, files: ReadonlyMap<string, string>): Promise<void> {
  if (!files.get('tenants/orders.ts')?.includes('SecretRef.sops')) return;
  const recipient = await identityToRecipient(readIdentity(join(root, 'test/fixtures/sops-age.agekey')));
  const sealed = await seal(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'git', namespace: 'orders' },
      type: 'Opaque',
      stringData: { identity: 'a key', known_hosts: 'a host' },
    },
    recipient,
    new Date(0),
  );
  writeFiles(
    into,
    ['staging-eu', 'prod-eu'].map((cluster) => [`secrets/${cluster}/orders/git.yaml`, toYaml(sealed)]),
  );
}

/** Runs Node on the sources of this package. */
function node(cwd: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return run(process.execPath, ['--conditions=@cdk8s-flux-hub/source', ...args], cwd);
}

async function run(command: string, args: string[], cwd: string): Promise<{ code: number; output: string }> {
  const { CDK8S_OUTDIR, NODE_OPTIONS, NODE_TEST_CONTEXT, ...env } = process.env;
  return promisify(execFile)(command, args, { cwd, env }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), output: stdout + stderr }),
  );
}

/** The fields of a HelmRelease but for its chart, flat. */
function fieldsOf({ spec }: Manifest): Record<string, string> {
  const flat = (value: object, path: string): [string, string][] =>
    Object.entries(value).flatMap(([key, field]) =>
      typeof field === 'object' ? flat(field, `${path}${key}.`) : [[path + key, String(field)]],
    );
  return Object.fromEntries(flat(spec as object, '').filter(([path]) => !/^chart(?:Ref)?\./.test(path)));
}

function objectsByFile({ files }: Rendering): string[] {
  return Object.entries(files)
    .filter(([path]) => path.endsWith('.yaml') && !path.endsWith('/kustomization.yaml'))
    .flatMap(([path, text]) =>
      manifestsIn(text, path).map(({ kind, metadata }) => {
        const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
        return `${kind} ${name} in ${path.replace('/test/', '/<cluster>/')}`;
      }),
    )
    .sort();
}

/** The anchors that a Markdown page offers, as GitHub makes them. */
function anchorsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, change: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
