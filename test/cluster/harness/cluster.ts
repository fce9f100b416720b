import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../lib/manifest/manifest';
import { argumentsOf, gotkSync } from '../../deploy/flux-system';
import { build } from '../../deploy/kustomize';
import { writeFiles } from '../../deploy/tree';

import { ChartServer } from './chart-server';
import { clusterFolder } from './cluster-folder';
import { described, isSettled, readyOf } from './conditions';
import { type ControlPlane, startControlPlane } from './control-plane';
import { CONTROLLERS, startFlux, userOf } from './flux';
import type { Files } from './git-repository';
import { GitServer, sshKeyPair } from './git-server';
import { installedComponents } from './gotk-components';
import { startKubelet } from './kubelet';
import type { AccessQuestion, KubernetesApi, LiveObject, ObjectRef } from './kubernetes-api';
import { OciRegistry } from './oci-registry';
import { startOperators } from './operators';
import { Processes } from './processes';
import { gitRepository, helmRelease, kustomization } from './refs';
import { ageIdentity, rewrite, type Upstreams } from './rewrite';
import { until } from './until';

/** The repository that the cluster is bootstrapped from. */
export const HUB = 'fleet-hub';
const HUB_URL = 'ssh://git@github.com/acme/fleet-hub';
const REQUESTED = 'reconcile.fluxcd.io/requestedAt';
const CRD = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };

/** What a cluster is bootstrapped from: a rendered tree, without the files of `flux bootstrap`, and where its URLs lead. */
export interface Hub {
  /** By path from the root of the repository, as `deploy/clusters/…`. */
  readonly files: Readonly<Record<string, string>>;
  readonly upstreams: Upstreams;
}

/** A real API server with the real Flux on this machine, and the servers that Flux fetches from. */
export class TestCluster {
  private readonly touched = new Set<string>();
  private bootstrapFiles: Readonly<Record<string, string>> = {};
  private requests = 0;

  private constructor(
    readonly processes: Processes,
    private readonly plane: ControlPlane,
    readonly git: GitServer,
    readonly registry: OciRegistry,
    readonly charts: ChartServer,
    private readonly standIns: readonly (() => void)[],
  ) {}

  /** Starts the API server and what is fetched from. Controllers start with `bootstrap()`. */
  static async start(): Promise<TestCluster> {
    const processes = new Processes(clusterFolder());
    try {
      const plane = await startControlPlane(processes, CONTROLLERS.map(userOf));
      const git = await GitServer.start(processes, plane.tls);
      const standIns = await Promise.all([startKubelet(plane.api), startOperators(plane.api)]);
      return new TestCluster(processes, plane, git, await OciRegistry.start(), await ChartServer.start(), standIns);
    } catch (error) {
      await processes.stop();
      throw error;
    }
  }

  get api(): KubernetesApi {
    return this.plane.api;
  }

  /** Path of the administrator's kubeconfig. */
  get kubeconfig(): string {
    return this.plane.kubeconfig('admin');
  }

  /** Commits exactly these files to a repository's `main`, and tags them. @returns the commit's hash */
  push(repository: string, files: Files, tags?: readonly string[]): Promise<string> {
    return this.git.push(repository, files, tags);
  }

  /** Commits a hub's tree as the local servers serve it, with what `flux bootstrap` has added. @returns the commit's hash */
  async pushHub({ files, upstreams }: Hub): Promise<string> {
    const urls = { ...upstreams.urls, [HUB_URL]: this.git.sshUrl(HUB) };
    return this.push(HUB, await rewrite({ ...files, ...this.bootstrapFiles }, { ...upstreams, urls }));
  }

  /**
   * Does what `flux bootstrap git --path=deploy/clusters/<name>` does: commits Flux's manifests, installs them with the patches
   * that the tree has for them, and lets Flux apply the cluster's folder. The controllers are started with the arguments that
   * their patched Deployments have.
   * @param installed is called when Flux is there and has nothing to apply yet
   */
  async bootstrap(name: string, hub: Hub, installed: () => Promise<void> = async () => {}): Promise<void> {
    const folder = `deploy/clusters/${name}/flux-system`;
    this.bootstrapFiles = {
      [`${folder}/gotk-components.yaml`]: installedComponents(CONTROLLERS),
      [`${folder}/gotk-sync.yaml`]: gotkSync(name),
    };
    const key = sshKeyPair();
    this.git.allow([key.publicKey, ...deployKeys()]);
    const revision = await this.pushHub(hub);

    const built = await this.built(folder, hub);
    const isSync = ({ kind }: Manifest) => kind === 'GitRepository' || kind === 'Kustomization';
    await this.install(built.filter((manifest) => !isSync(manifest)));
    this.plane.startControllerManager();
    await this.applySecret('flux-system/flux-system', { identity: key.identity, known_hosts: this.git.knownHosts });
    await this.applySecret('flux-system/sops-age', { 'age.agekey': ageIdentity() });
    await startFlux(this.processes, this.plane, argumentsOf(built));
    await installed();
    await this.install(built.filter(isSync));
    await this.applied(kustomization('flux-system/flux-system'), revision);
  }

  /** Starts the controllers of Kubernetes, as `bootstrap()` does too. Definitions are to be there before. */
  startControllers(): void {
    this.plane.startControllerManager();
  }

  /** Applies objects as the administrator: definitions first, and the rest when the API server knows them. */
  async install(manifests: readonly Manifest[]): Promise<void> {
    const first = manifests.filter(({ kind }) => kind === CRD.kind || kind === 'Namespace');
    await Promise.all(first.map((manifest) => this.api.apply(manifest)));
    await this.established();
    const rest = manifests.filter((manifest) => !first.includes(manifest));
    await Promise.all(rest.map((manifest) => this.api.apply(manifest)));
  }

  /** Waits until the API server serves every kind that is defined. */
  private async established(): Promise<void> {
    await until('the definitions', async () => {
      const live = await this.api.list(CRD);
      const isEstablished = ({ status }: LiveObject) =>
        status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True');
      return live.every(isEstablished) || undefined;
    });
  }

  /** Applies a Secret in the clear, by `<namespace>/<name>`. */
  async applySecret(path: string, stringData: Readonly<Record<string, string>>): Promise<void> {
    const [namespace = '', name = ''] = path.split('/');
    await this.api.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name }, stringData } as Manifest);
  }

  /** Asks a controller to reconcile an object now, and waits for its word on the object as it is. */
  async reconciled(ref: ObjectRef, options: { seconds?: number } = {}): Promise<LiveObject> {
    this.touch(ref);
    this.requests += 1;
    const token = `test-${this.requests}`;
    await this.api.merge(ref, { metadata: { annotations: { [REQUESTED]: token } } });
    return this.settled(ref, ({ status }) => status?.lastHandledReconcileAt === token, options);
  }

  /** Asks a Kustomization's source first and then itself, as `flux reconcile kustomization --with-source` does. */
  async synced(ref: ObjectRef, options: { seconds?: number } = {}): Promise<LiveObject> {
    const { spec, metadata } = (await this.live(ref)) as LiveObject & { spec: { sourceRef: SourceRef } };
    const {
      apiVersion = gitRepository('').apiVersion,
      kind,
      name,
      namespace = metadata.namespace ?? '',
    } = spec.sourceRef;
    await this.reconciled({ apiVersion, kind, name, namespace });
    return this.reconciled(ref, options);
  }

  /** Waits until an object is ready, as it is now. @throws with its condition, where it does not become so */
  ready(ref: ObjectRef, options: { seconds?: number } = {}): Promise<LiveObject> {
    return this.settled(ref, (object) => readyOf(object)?.status === 'True', options);
  }

  /** Waits until every Kustomization and HelmRelease is ready, also those that come while it waits. */
  async everythingReady({ seconds = 60 }: { seconds?: number } = {}): Promise<void> {
    let waiting: LiveObject[] = [];
    await until(
      'everything',
      async () => {
        const live = await Promise.all([kustomization(''), helmRelease('')].map((kind) => this.api.list(kind)));
        waiting = live.flat().filter((object) => !isSettled(object) || readyOf(object)?.status !== 'True');
        return waiting.length === 0 || undefined;
      },
      { seconds, seen: () => waiting.map(described).join('\n') },
    );
  }

  /** Waits until a Kustomization is ready with a commit. */
  applied(ref: ObjectRef, revision: string, options: { seconds?: number } = {}): Promise<LiveObject> {
    const isAt = ({ status }: LiveObject) => status?.lastAppliedRevision?.includes(revision) ?? false;
    return this.settled(ref, (object) => readyOf(object)?.status === 'True' && isAt(object), options);
  }

  /** Waits until an object is settled, and so. */
  async settled(
    ref: ObjectRef,
    is: (object: LiveObject) => boolean,
    { seconds = 30 }: { seconds?: number } = {},
  ): Promise<LiveObject> {
    this.touch(ref);
    let last: LiveObject | undefined;
    return until(
      `${ref.kind} ${ref.namespace}/${ref.name}`,
      async () => {
        last = await this.api.get(ref);
        return last !== undefined && isSettled(last) && is(last) ? last : undefined;
      },
      { seconds, seen: () => described(last) },
    );
  }

  /** Waits until an object is there. */
  exists(ref: ObjectRef, options?: { seconds?: number }): Promise<LiveObject> {
    this.touch(ref);
    return until(`${ref.kind} ${ref.namespace ?? ''}/${ref.name}`, () => this.api.get(ref), options);
  }

  /** Waits until an object is gone. */
  async gone(ref: ObjectRef, options?: { seconds?: number }): Promise<void> {
    this.touch(ref);
    const isGone = async () => (await this.api.get(ref)) === undefined || undefined;
    await until(`the end of ${ref.kind} ${ref.namespace ?? ''}/${ref.name}`, isGone, options);
  }

  /** The object as it is. @throws where there is none */
  async live(ref: ObjectRef): Promise<LiveObject> {
    const object = await this.api.get(ref);
    if (object === undefined) throw new Error(`there is no ${ref.kind} ${ref.namespace ?? ''}/${ref.name}`);
    return object;
  }

  /** The API server's answer to `kubectl auth can-i VERB RESOURCE --as=USER`. */
  can(user: string, verb: string, resource: string, question: Partial<AccessQuestion> = {}): Promise<boolean> {
    return this.api.can({ user, verb, resource, ...question });
  }

  /** Keeps logs, and the Flux objects and events of the namespaces that were waited for, below a folder. */
  async keep(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    for (const name of this.processes.names) writeFileSync(join(folder, `${name}.log`), this.processes.log(name));
    const kinds = [kustomization(''), helmRelease(''), gitRepository(''), { apiVersion: 'v1', kind: 'Event' }];
    for (const namespace of this.touched) {
      const objects = await Promise.all(kinds.map((kind) => this.api.list(kind, namespace).catch(() => [])));
      writeFileSync(join(folder, `${namespace}.json`), JSON.stringify(objects.flat(), null, 2));
    }
  }

  /** Forgets which namespaces were waited for. */
  forget(): void {
    this.touched.clear();
  }

  async stop(): Promise<void> {
    for (const end of this.standIns) end();
    this.api.close();
    this.git.close();
    this.registry.close();
    this.charts.close();
    await this.processes.stop();
  }

  private touch({ namespace }: ObjectRef): void {
    if (namespace !== undefined) this.touched.add(namespace);
  }

  /** What `kubectl kustomize` makes of a folder of the tree as it is served. */
  private async built(folder: string, { files, upstreams }: Hub): Promise<Manifest[]> {
    const root = join(this.processes.folder, 'bootstrap');
    const urls = { ...upstreams.urls, [HUB_URL]: this.git.sshUrl(HUB) };
    writeFiles(root, Object.entries(await rewrite({ ...files, ...this.bootstrapFiles }, { ...upstreams, urls })));
    return build(join(root, folder));
  }
}

interface SourceRef {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** The public halves of the deploy keys that the example's sealed Secrets hold. */
function deployKeys(): string[] {
  const text = readFileSync(join(__dirname, '../../fixtures/deploy-keys.pub'), 'utf8');
  return text.split('\n').filter((line) => line !== '');
}
