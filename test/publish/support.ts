import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ClusterContract } from '../../lib/contract/contract';
import { partHash } from '../../lib/contract/contract-hash';
import { preparePublish } from '../../lib/publish/prepare';
import { publish } from '../../lib/publish/publish';
import type { PublishReport } from '../../lib/publish/report';
import type { PublishRequest } from '../../lib/publish/request';
import { publishSteps, type Step, take } from '../../lib/publish/steps';
import { sha256 } from '../../lib/stage/hash';
import { listFile } from '../../lib/stage/list-file';
import { type StagedCluster, type StagedFleet, stageFormat } from '../../lib/stage/stage';

export const version = '1.0.0';
export const inputs = 'inputs-of-today';

/** A cluster to stage, in few words. */
export interface ClusterSpec {
  readonly environment: string;
  /** Content of the cluster's own file. */
  readonly own?: string;
  /** Content of each platform service's file. */
  readonly platform?: Readonly<Record<string, string>>;
  /** Content of each tenant's file; every tenant needs every platform service. */
  readonly tenants?: Readonly<Record<string, string>>;
  /** What owners need, where it is not each tenant every service. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  /** What the contracts of tenants say of the cluster. */
  readonly contracts?: Readonly<Record<string, string>>;
  /** More lines of the cluster's own in its list. */
  readonly listed?: readonly string[];
  /** Makes the cluster one that `flux bootstrap` set up. */
  readonly bootstrapFiles?: readonly string[];
}

/** A staged cluster and the text of its files. */
export function stagedCluster(name: string, spec: ClusterSpec): { index: StagedCluster; texts: Map<string, string> } {
  const {
    environment,
    own = 'own',
    platform = {},
    tenants = {},
    needs = {},
    listed = [],
    bootstrapFiles = [],
    contracts = {},
  } = spec;
  const header = `# Generated for ${name}.`;
  const texts = new Map([[`clusters/${name}/infrastructure.yaml`, `${header}\n${own}\n`]]);
  const ownerOf = new Map([[`clusters/${name}/infrastructure.yaml`, 'cluster']]);
  const add = (path: string, owner: string, text: string) => {
    texts.set(path, `${header}\n${text}\n`);
    ownerOf.set(path, owner);
  };
  for (const [service, text] of Object.entries(platform)) {
    add(`infrastructure/${name}/${service}/release.yaml`, `platform/${service}`, text);
  }
  for (const [tenant, text] of Object.entries(tenants)) {
    add(`clusters/${name}/tenants/${tenant}.yaml`, `tenant/${tenant}`, text);
    add(`tenants/${name}/${tenant}/base/tenant.yaml`, `tenant/${tenant}`, text);
  }
  const members = [
    ...['infrastructure.yaml', ...listed].map((resource) => ({ resource, owner: 'cluster' })),
    ...Object.keys(tenants).map((tenant) => ({ resource: `tenants/${tenant}.yaml`, owner: `tenant/${tenant}` })),
  ].sort((a, b) => (a.resource < b.resource ? -1 : 1));
  const objects = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'x', construct: 'x' }];
  const files = [...texts].map(([path, text]) => ({
    path,
    sha256: sha256(text),
    owner: ownerOf.get(path) ?? '',
    objects,
  }));
  const services = Object.keys(platform).map((service) => `platform/${service}`);
  const index: StagedCluster = {
    format: stageFormat,
    cluster: name,
    environment,
    flux: { bootstrap: 'cli', version: '2.9.4' },
    bootstrapFiles,
    owners: [
      { key: 'cluster', needs: [], owners: [] },
      ...services.map((key) => ({ key, needs: [], owners: [] })),
      ...Object.keys(tenants).map((tenant) => ({
        key: `tenant/${tenant}`,
        needs: needs[`tenant/${tenant}`] ?? services,
        owners: [],
      })),
    ],
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    contracts: Object.entries(contracts).map(([tenant, note]) => ({
      owner: `tenant/${tenant}`,
      part: contractPart(note),
    })),
    lists: [{ path: `clusters/${name}/kustomization.yaml`, header, members }],
  };
  return { index, texts };
}

/** A part of a contract that says one thing only. */
function contractPart(note: string) {
  const part = { note } as unknown as ClusterContract;
  return { ...part, hash: partHash(part) };
}

/** Writes a stage of the given clusters, in place of what was there. */
export function writeStage(
  folder: string,
  clusters: Readonly<Record<string, ClusterSpec>>,
  fleet: Partial<StagedFleet> = {},
): void {
  rmSync(folder, { recursive: true, force: true });
  const names = Object.keys(clusters).sort();
  const records = names.map((name) => {
    const { index, texts } = stagedCluster(name, clusters[name] ?? { environment: '' });
    for (const [path, text] of texts) writeFile(join(folder, path), text);
    for (const { path, header, members } of index.lists) {
      writeFile(
        join(folder, path),
        listFile(
          header,
          members.map(({ resource }) => resource),
        ),
      );
    }
    writeFile(join(folder, '.index', 'clusters', `${name}.json`), JSON.stringify(index));
    const tenants = Object.keys(clusters[name]?.tenants ?? {}).map((tenant) => ({
      name: tenant,
      namespaces: [tenant],
    }));
    const counts = { objects: index.files.length, files: index.files.length };
    return { name, environment: index.environment, tenants, sources: [], hostnames: [], ...counts };
  });
  const whole: StagedFleet = {
    format: stageFormat,
    version,
    inputs,
    complete: true,
    owners: [],
    environments: [],
    clusters: records,
    ...fleet,
  };
  writeFile(join(folder, '.index', 'fleet.json'), JSON.stringify(whole));
}

/** A hub in a folder of its own, gone when the test is done. */
export class TestHub {
  readonly root = mkdtempSync(join(tmpdir(), 'flux-hub-publish-'));
  readonly stage = join(this.root, 'dist');
  readonly deploy = join(this.root, 'deploy');

  constructor(clusters: Readonly<Record<string, ClusterSpec>> = {}) {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    this.render(clusters);
  }

  render(clusters: Readonly<Record<string, ClusterSpec>>, fleet: Partial<StagedFleet> = {}): this {
    writeStage(this.stage, clusters, fleet);
    return this;
  }

  publish(request: Partial<PublishRequest> = {}): PublishReport {
    return publish(this.request(request));
  }

  /** The steps of a publish that has nothing against it. */
  steps(request: Partial<PublishRequest> = {}): Step[] {
    return [...publishSteps(preparePublish(this.request(request)))];
  }

  /**
   * Publishes and dies before the step of that number; half of a file that was being written is there.
   * False where it was done before.
   */
  publishUntil(step: number, request: Partial<PublishRequest> = {}): boolean {
    const steps = this.steps(request);
    for (const each of steps.slice(0, step)) take(each, this.stage, this.deploy);
    const next = steps[step];
    if (next?.do === 'write' || next?.do === 'copy') writeFileSync(join(this.deploy, next.path), '# Gener');
    return next !== undefined;
  }

  private request(request: Partial<PublishRequest>): PublishRequest {
    return { stage: this.stage, deploy: this.deploy, inputs, version, ...request };
  }

  /** Every file below `deploy/`, and every empty folder with a slash at its end. */
  tree(): Record<string, string> {
    return treeOf(this.deploy);
  }

  read(path: string): string {
    return readFileSync(join(this.deploy, path), 'utf8');
  }

  write(path: string, text: string): void {
    writeFile(join(this.deploy, path), text);
  }
}

/** A file with all folders above it. */
export function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function treeOf(root: string, folder = ''): Record<string, string> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.length === 0) return { [`${folder}/`]: '' };
  return Object.assign(
    {},
    ...entries.map((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? treeOf(root, path) : { [path]: readFileSync(join(root, path), 'utf8') };
    }),
  );
}
