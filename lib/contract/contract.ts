import type { KustomizationSpec } from '../../imports/kustomize.toolkit.fluxcd.io';
import type { BuildContract } from './build-contract';

/** Version of the contract's format. */
export const contractVersion = 1;

/** Annotation on whatever Flux applies for a tenant: the beginning of the hash of its cluster's part of the contract. */
export const contractAnnotation = 'cdk8s-flux-hub/contract';

/**
 * What the hub gives a tenant, as its spoke repo knows it. It names no Secret, no other tenant, and not where the hub is, unless what
 * the hub itself adds to the tenant's objects does.
 * Written by the hub's synth, never by hand.
 */
export interface Contract {
  /** Format of the contract. */
  readonly version: typeof contractVersion;
  /** Name of the tenant. */
  readonly tenant: string;
  /** Lower-case hex of a SHA-256: of the names of environments and clusters with the hashes of their parts, and the other fields. */
  readonly hash: string;
  /** What it has on each cluster, by the names of environments and clusters. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, ClusterContract>>>>;
}

/** What a tenant has on one cluster. */
export interface ClusterContract {
  /**
   * Lower-case hex of the SHA-256 of this part without this field, as JSON with sorted keys and no spaces. Its first 16 digits are on
   * the cluster, as the value of {@link contractAnnotation}.
   */
  readonly hash: string;
  /** Kubernetes minor, `1.34`. */
  readonly kubernetes: string;
  /** Release of the Gateway API. @default - the cluster has none */
  readonly gatewayApi?: string;
  /** Its Flux. */
  readonly flux: FluxContract;
  /** The tenant's namespaces by name, its home first. */
  readonly namespaces: Readonly<Record<string, NamespaceContract>>;
  /** What its routes may attach to, a listener each, sorted. */
  readonly parents: readonly ParentContract[];
  /** The Flux Kustomizations that apply the tenant's repos, by name. */
  readonly apps: Readonly<Record<string, AppContract>>;
  /** True where the hub puts charts or Services into the namespaces too. @default - all that serves there is of the tenant's repos */
  readonly filled?: true;
  /** What the hub lets through to and from the tenant's Pods. */
  readonly network: NetworkContract;
}

/** The Flux of a cluster. */
export interface FluxContract {
  /** Full version, `2.9.4`. */
  readonly version: string;
  /** The API version of each kind that its components serve. */
  readonly apiVersions: Readonly<Record<string, string>>;
}

/** A namespace of a tenant. */
export interface NamespaceContract {
  /** Its labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** What the hub says of the tenant there: its annotations below `cdk8s-flux-hub/`. */
  readonly annotations: Readonly<Record<string, string>>;
  /** What Pod Security admission enforces. `version` is a Kubernetes minor such as `v1.34`, or `latest`. */
  readonly podSecurity: { readonly level: 'privileged' | 'baseline' | 'restricted'; readonly version: string };
  /**
   * Kinds that the tenant's Flux may apply there by API group, sorted; the core group is the empty string. Objects of all live in
   * namespaces. A kind that the hub has no schema of stands as its plural.
   */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** What the tenant's Flux may do there, and its Roles at most. @default - it may not write Roles */
  readonly rights?: readonly RightContract[];
  /** How much it may hold at most: `hard` of its ResourceQuotas, the least of each resource. */
  readonly quota: Readonly<Record<string, string>>;
  /** CPU and memory of containers that say nothing themselves. */
  readonly containerDefaults: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
}

/** Something that may be done in a namespace. */
export interface RightContract {
  /** API groups; the empty string for the core group. */
  readonly apiGroups: readonly string[];
  /** Plurals, with their subresources: `pods`, `pods/log`. */
  readonly resources: readonly string[];
  /** `get`, `create` … */
  readonly verbs: readonly string[];
}

/** A listener that the tenant's routes may attach to. */
export interface ParentContract {
  /** `Gateway` or `ListenerSet`. */
  readonly kind: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** Name of the listener. */
  readonly sectionName: string;
  /** `HTTPS`, `HTTP`, `TLS` … */
  readonly protocol: string;
  /** Port that it listens on. */
  readonly port: number;
  /** The granted hostnames that it answers for, sorted; a wildcard stands for one label or more. */
  readonly hostnames: readonly string[];
}

/** A Flux Kustomization that applies a folder of the tenant's. */
export interface AppContract {
  /** Folder in the source, relative to its root and without `./`; empty for the root itself. */
  readonly path: string;
  /** `<kind>/<name>` of the Flux source that it is applied from. */
  readonly source: string;
  /** Name of the ServiceAccount that it is applied as, in the tenant's first namespace. */
  readonly serviceAccount: string;
  /** Namespace that all its objects are put into. @default - each object says its own */
  readonly targetNamespace?: string;
  /** Values that `${name}` stands for in the folder's files. @default - nothing is substituted */
  readonly variables?: Readonly<Record<string, string>>;
  /** True where there are more of them, in Secrets or in what is not in the hub. @default - there are no others */
  readonly moreVariables?: true;
  /** `Always` where variables are looked for although there may be none. @default - only where there are some */
  readonly substituteStrategy?: 'Always';
  /** What the folder is built with besides its own kustomization. @default - nothing */
  readonly build?: BuildContract;
  /** Labels and annotations that all its objects get, besides {@link contractAnnotation}. @default - none */
  readonly commonMetadata?: NonNullable<KustomizationSpec['commonMetadata']>;
  /** True where Flux decrypts what SOPS encrypted; with which key is not told. @default - it does not */
  readonly decrypts?: true;
  /** True where it is applied to another cluster, by a kubeconfig: what the contract says holds on this one. @default - to this one */
  readonly otherCluster?: true;
}

/** Rules of NetworkPolicies that the hub has in each of the tenant's namespaces, for all Pods. */
export interface NetworkContract {
  /** Egress rules that let names be looked up. */
  readonly dns: readonly object[];
  /** Ingress rules that let the shared gateways in. */
  readonly gateway: readonly object[];
}
