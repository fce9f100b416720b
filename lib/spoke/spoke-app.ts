import { ApiObject, Lazy, Size } from 'cdk8s';
import {
  Capability,
  type Container,
  type ContainerProps,
  type ContainerResources,
  Cpu,
  Deployment,
  EnvValue,
  LabelSelector,
  Pod,
  SeccompProfileType,
  Service,
  Volume,
} from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { parseQuantity } from '../manifest/quantity';
import { refuseMisspelt } from '../mistake/misspelt-property';
import { requireProperties } from '../mistake/required';
import { rememberOrigin, remembersItself } from '../origin/origin';
import { type NetworkPeer, networkRule } from '../tenancy/network';
import type { Probes } from './probes';
import { SpokeError } from './spoke-error';
import { pathInSpoke, SpokeFolder } from './spoke-folder';

/** What a container is scheduled with, and what it may use at most. */
export interface Amount {
  /** A Kubernetes quantity: `250m`, `256Mi`. */
  readonly request: string;
  /** A Kubernetes quantity. @default - the request */
  readonly limit?: string;
}

/** An app: one workload, and what it needs beside it. */
export interface SpokeAppProps {
  /** Name of its objects, and of their labels. Moving the construct, or renaming its id, changes nothing of it. */
  readonly name: string;
  /** Image with a tag or a digest. */
  readonly image: string;
  /** How Kubernetes tells whether it is well. */
  readonly probes: Probes;
  /** Port that it listens on. @default - it listens on none, and gets no Service */
  readonly port?: number;
  /** How many Pods. @default 2 */
  readonly replicas?: number;
  /** CPU. @default { request: '100m', limit: '500m' } */
  readonly cpu?: Amount;
  /** Memory. @default { request: '128Mi', limit: '512Mi' } */
  readonly memory?: Amount;
  /** Environment variables; those of `EnvValue` come from Secrets and ConfigMaps. @default - none */
  readonly env?: Readonly<Record<string, string | EnvValue>>;
  /** What runs in the container. @default - what the image says */
  readonly command?: readonly string[];
  /** Its arguments. @default - what the image says */
  readonly args?: readonly string[];
  /** User that it runs as; never 0. @default - the image's, which must not be root */
  readonly user?: number;
  /** Folders that it may write to, gone with the Pod; all others are read-only. @default - none */
  readonly writable?: readonly string[];
  /** Where it connects to, besides DNS and the apps of `connectTo`. @default - nowhere */
  readonly egress?: readonly NetworkPeer[];
}

const properties = {
  name: true,
  image: true,
  probes: true,
  port: true,
  replicas: true,
  cpu: true,
  memory: true,
  env: true,
  command: true,
  args: true,
  user: true,
  writable: true,
  egress: true,
} satisfies Record<keyof SpokeAppProps, true>;

const amountProperties = { request: true, limit: true } satisfies Record<keyof Amount, true>;

const nameLabel = 'app.kubernetes.io/name';
const noProbes = 'cdk8s-flux-hub/no-probes';

/**
 * A workload with what keeps it safe: the restricted Pod Security level, requests and limits, probes, a PodDisruptionBudget, a Service
 * where it listens, and a NetworkPolicy that lets through DNS and what is asked for.
 */
export class SpokeApp extends Construct {
  /** Name of its objects. */
  readonly name: string;
  /** Port that it listens on; undefined where it listens on none. */
  readonly port: number | undefined;
  /** The workload, for all that cdk8s-plus can add to it. */
  readonly deployment: Deployment;
  /** Its container. */
  readonly container: Container;
  /** Its Service; undefined where it listens on no port. */
  readonly service: Service | undefined;
  private readonly ingress: object[] = [];
  private readonly egress: object[];
  private readonly folder: SpokeFolder;

  constructor(scope: Construct, id: string, props: SpokeAppProps) {
    super(scope, id);
    rememberOrigin(this);
    refuseMisspelt(`App ${id}`, props, properties);
    requireProperties(`App ${id}`, props, { name: `'${id}'`, image: "'…:1.0.0'", probes: "Probes.http('/healthz')" });
    const { name, image, port, egress = [] } = props;
    requireName(name);
    requireProbes(name, props.probes);
    requireVersion(name, image);
    this.folder = SpokeFolder.around(this);
    this.name = name;
    this.port = port;
    this.egress = [...this.folder.networkRules('dns'), ...egress.map((peer) => networkRule('to', peer))];
    this.deployment = this.makeDeployment(props);
    this.container = this.deployment.addContainer(containerOf(props));
    for (const [index, path] of (props.writable ?? []).entries()) {
      const volume = Volume.fromEmptyDir(this, `writable-${index}`, `writable-${index}`);
      this.container.mount(path, volume);
    }
    this.service = port === undefined ? undefined : this.makeService(port);
    this.addObject('policy/v1', 'PodDisruptionBudget', {
      maxUnavailable: 1,
      selector: { matchLabels: this.labels },
    });
    this.addObject('networking.k8s.io/v1', 'NetworkPolicy', {
      podSelector: { matchLabels: this.labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: Lazy.any({ produce: () => someOf(this.ingress) }),
      egress: Lazy.any({ produce: () => someOf(this.egress) }),
    });
  }

  /** Lets this app connect to another one of the folder, on its port. @throws SpokeError where the other listens on none */
  connectTo(other: SpokeApp): void {
    const ports = [{ port: other.listening('connectTo'), protocol: 'TCP' }];
    this.egress.push({ to: [{ podSelector: { matchLabels: other.labels } }], ports });
    other.ingress.push({ from: [{ podSelector: { matchLabels: this.labels } }], ports });
  }

  /**
   * Lets the shared gateway in. Routes do it.
   * @internal
   * @throws SpokeError where the app listens on no port
   */
  openToGateway(): void {
    const ports = [{ port: this.listening('a route'), protocol: 'TCP' }];
    const known = new Set(this.ingress.map((rule) => JSON.stringify(rule)));
    const rules = this.folder.networkRules('gateway').map((rule) => ({ ...rule, ports }));
    this.ingress.push(...rules.filter((rule) => !known.has(JSON.stringify(rule))));
  }

  private get labels(): Record<string, string> {
    return { [nameLabel]: this.name };
  }

  private listening(for_: string): number {
    if (this.port !== undefined) return this.port;
    const message = `App ${this.name} listens on no port, and ${for_} needs one.`;
    throw new SpokeError([{ message, fix: 'Give it a `port`.', construct: pathInSpoke(this) }]);
  }

  private makeDeployment({ name, replicas = 2, probes }: SpokeAppProps): Deployment {
    const annotations = probes.reason === undefined ? {} : { [noProbes]: probes.reason };
    const deployment = new Deployment(this, 'deployment', {
      metadata: { name, labels: this.labels, annotations },
      replicas,
      select: false,
      podMetadata: { labels: this.labels },
    });
    deployment.select(LabelSelector.of({ labels: this.labels }));
    deployment.podMetadata.addLabel(Pod.ADDRESS_LABEL, name); // else it is a hash of the construct's path
    return deployment;
  }

  private makeService(port: number): Service {
    const service = new Service(this, 'service', {
      metadata: { name: this.name, labels: this.labels },
      ports: [{ name: 'http', port, targetPort: port }],
    });
    service.selectLabel(nameLabel, this.name);
    return service;
  }

  private addObject(apiVersion: string, kind: string, spec: object): void {
    new ApiObject(this, kind, { apiVersion, kind, metadata: { name: this.name, labels: this.labels }, spec });
  }
}

remembersItself(SpokeApp);

function containerOf({
  name,
  image,
  port,
  probes,
  env = {},
  command,
  args,
  user,
  ...props
}: SpokeAppProps): ContainerProps {
  const values = Object.entries(env).map(([key, value]) => [key, asValue(value)] as const);
  return {
    name,
    image,
    ...(port !== undefined && { ports: [{ number: port, name: 'http' }] }),
    ...probes.of(port, name),
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    envVariables: Object.fromEntries(values),
    resources: resourcesOf(name, props),
    securityContext: {
      ensureNonRoot: true,
      readOnlyRootFilesystem: true,
      capabilities: { drop: [Capability.ALL] },
      seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT },
      ...(user !== undefined && { user }),
    },
  };
}

function asValue(value: string | EnvValue): EnvValue {
  return typeof value === 'string' ? EnvValue.fromValue(value) : value;
}

/** Where nobody compiled: a path alone says not whom it asks. */
function requireProbes(app: string, probes: Partial<Probes>): void {
  if (typeof probes.of === 'function') return;
  const fix = "Write it: `probes: Probes.http('/healthz')`.";
  throw new SpokeError([{ message: `App ${app} has \`probes\` that \`Probes\` did not make.`, fix }]);
}

/** What a Service and a label take, which have the app's name too. */
const namePattern = /^(?=.{1,63}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

function requireName(app: string): void {
  if (namePattern.test(app) || app.includes('${')) return;
  const fix = 'Use lower-case letters, digits and dashes, with a letter or digit at both ends, at most 63 characters.';
  throw new SpokeError([{ message: `App ${app} has a name that the API server refuses.`, fix }]);
}

/** Without one it is what happens to be newest when a Pod starts. */
function requireVersion(app: string, image: string): void {
  if (/[:@][^/]*$/.test(image) || image.includes('${')) return;
  const message = `App ${app} has the image ${image}, without tag or digest.`;
  throw new SpokeError([{ message, fix: `Write ${image}:1.0.0, or whichever it is.` }]);
}

function resourcesOf(
  app: string,
  {
    cpu = { request: '100m', limit: '500m' },
    memory = { request: '128Mi', limit: '512Mi' },
  }: Pick<SpokeAppProps, 'cpu' | 'memory'>,
): ContainerResources {
  requireAmount(`The cpu of app ${app}`, cpu, "'250m'");
  requireAmount(`The memory of app ${app}`, memory, "'256Mi'");
  const cpuOf = (quantity: string) => Cpu.millis(amountIn(quantity, { app, of: 'cpu', unit: 1 / 1000, least: '1m' }));
  const sizeOf = (quantity: string) =>
    Size.mebibytes(amountIn(quantity, { app, of: 'memory', unit: 2 ** 20, least: '1Mi' }));
  return {
    cpu: { request: cpuOf(cpu.request), limit: cpuOf(cpu.limit ?? cpu.request) },
    memory: { request: sizeOf(memory.request), limit: sizeOf(memory.limit ?? memory.request) },
  };
}

function requireAmount(whose: string, amount: Amount, example: string): void {
  refuseMisspelt(whose, amount, amountProperties);
  requireProperties(whose, amount, { request: example });
}

/** What an amount is of, and what it is rounded to. */
interface Measure {
  readonly app: string;
  readonly of: 'cpu' | 'memory';
  readonly unit: number;
  /** One of `unit`, as a quantity. */
  readonly least: string;
}

/** How many units a quantity is: not none, which would be no request, or no limit. */
function amountIn(quantity: string, { app, of, unit, least }: Measure): number {
  const amount = parseQuantity(quantity);
  const units = Math.round((amount ?? 0) / unit);
  if (units > 0) return units;
  const why = amount === undefined ? 'which is no amount' : `which is less than ${least}`;
  const message = `App ${app} has ${of} of ${JSON.stringify(quantity)}, ${why}.`;
  throw new SpokeError([{ message, fix: `Write it with its unit: ${of === 'cpu' ? '250m' : '256Mi'}.` }]);
}

function someOf(rules: readonly object[]): readonly object[] | undefined {
  return rules.length > 0 ? rules : undefined;
}
