import { dirname } from 'node:path';
import type { Cluster } from '../hub/cluster';
import type { Content } from '../hub/cluster-files';
import type { ClusterScope } from '../hub/cluster-scope';
import type { ClusterDefinition, ClusterFactory } from '../hub/environment';
import { fleetFindings } from '../hub/fleet-findings';
import type { Hub } from '../hub/hub';
import { defaultLayout, type Layout } from '../hub/layout';
import { type RenderSettings, renderCluster as render } from '../hub/render-cluster';
import { TenantContracts, tenantParts } from '../hub/tenant-contracts';
import { hasErrors } from '../manifest/finding';
import { didYouMean } from '../manifest/similar';
import type { HubContext } from '../object/cluster-context';
import { userFile } from '../origin/user-line';
import { findPackageRoot } from '../package-root';
import type { Tenant } from '../tenancy/tenant';
import { type HubRendering, type InMemory, type Rendering, rendering, textFiles } from './rendering';

/** Where a cluster is said to be when it is rendered for a test. */
export interface RenderOptions {
  /** Name of the cluster. @default 'test' */
  readonly name?: string;
  /** Name of its environment. @default 'test' */
  readonly environment?: string;
  /** Whether encrypted files are read from `secrets/<name>/`, or taken for granted. @default 'assumed' */
  readonly secrets?: 'read' | 'assumed';
  /** The day by which acknowledgements end, `2027-03-01`. @default - none of them ends */
  readonly today?: string;
  /** What the hub says of itself. @default - a hub of its own, rooted at the nearest package.json */
  readonly hub?: Partial<HubContext>;
  /** Which file holds what. @default defaultLayout */
  readonly layout?: Layout;
}

/** Renders one cluster in memory, without writing anything. */
export function renderCluster(factory: ClusterFactory, options: RenderOptions = {}): Rendering {
  return rendering(inMemory(factory, options, new Error().stack));
}

/**
 * Renders one tenant in memory.
 * @param tenant makes the tenant on the cluster that it is given
 * @param cluster makes that cluster
 * @returns only what belongs to the tenant: its files and objects, and every finding
 */
export function renderTenant<C extends Cluster>(
  tenant: (cluster: C) => Tenant,
  cluster: (scope: ClusterScope, id: string) => C,
  options: RenderOptions = {},
): Rendering {
  const keys: string[] = [];
  const factory: ClusterFactory = (scope, id) => {
    const made = cluster(scope, id);
    keys.push(tenant(made).key);
    return made;
  };
  const all = inMemory(factory, options, new Error().stack);
  const owned = new Set(all.staged.files.filter(({ owner }) => keys.includes(owner)).map(({ path }) => path));
  const files = new Map([...all.files].filter(([path]) => owned.has(path)));
  const objects = all.objects.filter(({ owner }) => owner !== undefined && keys.includes(owner));
  return rendering({ ...all, files, objects }, all.objects);
}

/** Renders a whole hub in memory, the encrypted files of its clusters included. */
export function renderHub(hub: Hub): HubRendering {
  const settings = { hub: hub.context, layout: hub.layout, encryptedFiles: 'read' } as const;
  const rendered = hub.clusters.map((definition) => withFiles(definition, settings));
  const clusters = new Map(rendered.map((cluster) => [cluster.name, rendering(cluster)]));
  return {
    files: Object.assign({}, ...rendered.map(({ files }) => textFiles(files)), contractsOf(rendered)),
    findings: [
      ...hub.findings,
      ...rendered.flatMap(({ findings }) => findings),
      ...fleetFindings(
        hub,
        rendered.map(({ inFleet }) => inFleet),
      ).findings,
    ],
    cluster(name) {
      const cluster = clusters.get(name);
      if (!cluster) throw new Error(`There is no cluster ${name}. ${didYouMean(name, [...clusters.keys()])}`);
      return cluster;
    },
  };
}

/** The contracts of all tenants, as files. */
function contractsOf(clusters: readonly InMemory[]): Record<string, string> {
  const contracts = new TenantContracts();
  for (const { staged } of clusters) for (const part of tenantParts(staged)) contracts.add(staged, part);
  return Object.fromEntries([...contracts.files()].map(({ path, text }) => [path, text]));
}

function inMemory(factory: ClusterFactory, options: RenderOptions, stack: string | undefined): InMemory {
  const { name = 'test', environment = 'test', secrets = 'assumed', layout = defaultLayout, today } = options;
  const file = userFile(stack);
  const hub: HubContext = {
    repository: 'ssh://git@example.com/hub',
    branch: 'main',
    owners: [],
    root: file === undefined ? process.cwd() : findPackageRoot(dirname(file)),
    ...options.hub,
  };
  const definition = { name, environment: { name: environment, promotesFrom: undefined }, factory };
  return withFiles(definition, { hub, layout, encryptedFiles: secrets, today });
}

function withFiles(definition: ClusterDefinition, settings: Omit<RenderSettings, 'write'>): InMemory {
  const files = new Map<string, Content>();
  const rendered = render(definition, { ...settings, write: (path, content) => files.set(path, content) });
  return { ...rendered, files: hasErrors(rendered.findings) ? new Map() : files };
}
