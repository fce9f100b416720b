import type { Construct, IConstruct } from 'constructs';
import type { FluxRelease } from '../versions/flux';

const CLUSTER = Symbol.for('cdk8s-flux-hub.Cluster');

/** What constructs need to know of the cluster they are composed for. */
export interface ClusterContext {
  /** Name of the cluster, and of its folder. */
  readonly name: string;
  /** Name of the environment it belongs to. */
  readonly environmentName: string;
  /** Its Kubernetes minor, `1.34`. */
  readonly kubernetes: string;
  /** Its Flux. */
  readonly flux: FluxContext;
  /** The hub that renders it. */
  readonly hub: HubContext;
  /** Key that Flux decrypts encrypted files with. @default - encrypted files are refused */
  readonly decryption?: { readonly secret: string } | undefined;
  /** Variables for Kustomizations on base and spoke repos. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The Flux of a cluster. */
export interface FluxContext {
  /** Full version, `2.9.4`. */
  readonly version: string;
  /** Its minor release, `2.9`; decides API versions and schemas. */
  readonly release: FluxRelease;
  /** Components that are installed. */
  readonly components: readonly string[];
}

/** The hub that renders the cluster. */
export interface HubContext {
  /** URL of the hub repo, as Flux clones it. */
  readonly repository: string;
  /** Branch that Flux follows. */
  readonly branch: string;
  /** Owners of everything no tenant owns. */
  readonly owners: readonly string[];
  /** Absolute path of the hub repo's root. */
  readonly root: string;
}

/** Marks a construct as the cluster of everything below it. */
export function markCluster(construct: IConstruct & ClusterContext): void {
  Object.defineProperty(construct, CLUSTER, { value: true });
}

/** Whether a value is a cluster, also one of another copy of this package. */
export function isCluster(value: unknown): boolean {
  return typeof value === 'object' && value !== null && CLUSTER in value;
}

/** The cluster a construct is composed for. @throws where there is none */
export function clusterOf(construct: IConstruct): Construct & ClusterContext {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    if (CLUSTER in at) return at as IConstruct as Construct & ClusterContext;
  }
  throw new Error(`[${construct.node.path}] is not part of a cluster: create it below a Cluster`);
}
