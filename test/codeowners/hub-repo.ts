import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Cluster, Hub, type HubProps } from 'cdk8s-flux-hub';
import { onTestFinished } from 'vitest';
import { checkCodeowners, listCodeowners, writeCodeowners } from '../../lib/codeowners/codeowners';
import { lineText } from '../../lib/codeowners/line';
import type { CodeownersRequest } from '../../lib/codeowners/staged-lines';
import type { SynthOptions } from '../../lib/hub/synth';
import type { StagedFleet } from '../../lib/stage/stage';
import { packageVersion } from '../../lib/version';
import { clusterWith } from '../support/plain-cluster';

/** What each cluster holds, by its name. */
export type Clusters = Readonly<Record<string, (cluster: Cluster) => void>>;

/** A hub in a folder of its own, rendered, and gone when the test is done. */
export class HubRepo {
  readonly root = mkdtempSync(join(tmpdir(), 'flux-hub-codeowners-'));
  readonly stage = join(this.root, 'dist');

  constructor(clusters: Clusters, props: Partial<HubProps> = {}, options: SynthOptions = {}) {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    const repository = 'ssh://git@example.com/hub';
    const hub = new Hub({ repository, owners: ['@acme/platform'], root: this.root, ...props });
    for (const [name, compose] of Object.entries(clusters))
      hub.environment(`${name}-environment`).cluster(name, clusterWith(compose));
    const { staged, findings } = hub.stage({ outdir: this.stage, onCluster: () => {}, ...options });
    if (!staged) throw new Error(JSON.stringify(findings, undefined, 2));
  }

  /** The lines, as the file has them, or what stands against them. */
  lines(request: Partial<CodeownersRequest> = {}): string[] {
    const { lines, problems } = listCodeowners({ ...this.request, ...request });
    return [...lines.map(lineText), ...problems.map(({ rule, message }) => `${rule}: ${message}`)];
  }

  check(path = '.github/CODEOWNERS') {
    return checkCodeowners(this.request, path);
  }

  update(path = '.github/CODEOWNERS') {
    return writeCodeowners(this.request, path);
  }

  read(path = '.github/CODEOWNERS'): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** What the stage says of the fleet. */
  get fleet(): StagedFleet {
    return JSON.parse(readFileSync(join(this.stage, '.index', 'fleet.json'), 'utf8'));
  }

  private get request(): CodeownersRequest {
    return { root: this.root, stage: this.stage, inputs: this.fleet.inputs, version: packageVersion };
  }
}
