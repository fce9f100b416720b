import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, GitSource, Hub, Releases, Tenant, type TenantProps } from 'cdk8s-flux-hub';
import { publish } from '../../../lib/publish/publish';
import type { PublishReport } from '../../../lib/publish/report';
import type { Selection } from '../../../lib/publish/request';
import { inputsHash } from '../../../lib/stage/inputs';
import { packageVersion } from '../../../lib/version';
import { readTree } from '../../deploy/tree';
import { clusterWith } from '../../support/plain-cluster';
import type { Hub as Served, TestCluster } from '../harness/cluster';

/** Makes a tenant, on every cluster of the hub. */
export type MakeTenant = (cluster: Cluster) => Tenant;

/** The URL of a tenant's own repo: it is named like the tenant. */
export const repositoryOf = (name: string) => `https://github.com/acme/${name}`;

/** A tenant with apps from its own repo. @param addApps @default - one, `app`, which is the whole repo */
export function team(
  name: string,
  props: TenantProps = {},
  addApps: (tenant: Tenant) => void = (tenant) => tenant.addKustomization('app'),
): MakeTenant {
  return (cluster) => {
    const tenant = new Tenant(cluster, name, { source: GitSource.https(repositoryOf(name)), ...props });
    addApps(tenant);
    return tenant;
  };
}

/** A hub repo of a staging and a prod cluster in a folder of its own: edited, rendered, published there, pushed from there. */
export class WorkingHub {
  /** Name of the staging cluster, and of its folders. */
  readonly staging = 'staging-eu';
  /** Name of the prod cluster, and of its folders. */
  readonly prod = 'prod-eu';
  private readonly root: string;
  private readonly tenants = new Map<string, MakeTenant | undefined>();
  private readonly hub: Hub;

  constructor(private readonly cluster: TestCluster) {
    this.root = join(cluster.processes.folder, 'hub');
    mkdirSync(join(this.root, 'releases'), { recursive: true });
    this.hub = new Hub({ repository: 'ssh://git@github.com/acme/fleet-hub', root: this.root });
    const factory = clusterWith((cluster) => {
      for (const make of this.tenants.values()) make?.(cluster);
    });
    const staging = this.hub.environment('staging');
    staging.cluster(this.staging, factory);
    this.hub.environment('prod', { promotesFrom: staging }).cluster(this.prod, factory);
  }

  /** Changes what tenants are, and takes away those that are nothing any more: an edit of the TypeScript. */
  change(tenants: Readonly<Record<string, MakeTenant | undefined>>): this {
    for (const [name, make] of Object.entries(tenants)) this.tenants.set(name, make);
    return this;
  }

  /** The versions as they are written now. */
  get releases(): Releases {
    return Releases.in(join(this.root, 'releases'));
  }

  /** Writes a tenant's release file: what staging and prod check out of its repo. */
  release(name: string, refs: { readonly staging: object; readonly prod: object }): this {
    writeFileSync(join(this.root, 'releases', `${name}.yaml`), JSON.stringify(refs));
    return this;
  }

  /** Renders, and brings `deploy/` to it. @throws where something is wrong with either */
  publish(selection: Selection = {}): PublishReport {
    const stage = join(this.root, 'dist');
    const { findings } = this.hub.stage({ outdir: stage });
    const inputs = inputsHash(this.root, packageVersion, stage);
    const deploy = join(this.root, 'deploy');
    const report = publish({ stage, deploy, inputs, version: packageVersion, selection });
    const errors = [...findings, ...report.problems].filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
    return report;
  }

  /** Commits what is published. @returns the commit's hash */
  push(): Promise<string> {
    return this.cluster.pushHub(this.served());
  }

  /** What is published, as it is pushed: each tenant's repo is the one of its name on the local Git server. */
  served(): Served {
    const published = [...readTree(join(this.root, 'deploy'))].filter(([path]) => !path.startsWith('.inventory/'));
    const urls = [...this.tenants.keys()].map((name) => [repositoryOf(name), this.cluster.git.httpUrl(name)]);
    return {
      files: Object.fromEntries(published.map(([path, bytes]) => [`deploy/${path}`, bytes.toString()])),
      upstreams: { urls: Object.fromEntries(urls) },
    };
  }

  /** The published files of one cluster, by path. */
  filesOf(cluster: string): Record<string, string> {
    return Object.fromEntries(Object.entries(this.served().files).filter(([path]) => path.includes(`/${cluster}/`)));
  }
}
