import type { IConstruct } from 'constructs';
import type { Severity } from '../manifest/finding';
import type { ObjectId } from '../manifest/object-id';
import type { KubeObject } from './kube-object';
import type { Owner } from './owner';

const COMPOSITION = Symbol.for('cdk8s-flux-hub.composition');

/** What constructs say of themselves besides their manifests, gathered at the root of a cluster's tree while it is composed. */
export interface Composition {
  /** Platform services and tenants by key; the first of a name has it. */
  readonly owners: Map<string, Owner>;
  /** Namespaces of tenants; the first to ask for one has it. */
  readonly namespaces: Map<string, Owner>;
  /** Flux sources by the owner that they were made in: its Namespaces say where they lead. */
  readonly sources: Map<Owner, KubeObject[]>;
  readonly problems: Problem[];
  /** Objects that others refer to and that somebody else creates. */
  readonly externals: External[];
  /** Encrypted files that constructs ask to be copied beside them. */
  readonly encrypted: EncryptedUse[];
  /** What rules say of objects below a construct and its author accepts. */
  readonly acknowledgements: AcknowledgedRule[];
}

/** A user's mistake, seen by a construct. Collected rather than thrown, so that all are reported at once. */
export interface Problem {
  readonly rule: string;
  readonly message: string;
  readonly fix?: string;
  /** @default 'error' */
  readonly severity?: Severity;
  readonly at: IConstruct;
  /** Raw stack of the user's call, where the mistake is not where `at` was made. */
  readonly stack?: { readonly stack?: string };
}

/** An object that the hub refers to and does not render. */
export interface External {
  readonly id: ObjectId;
  /** Who creates it, in the user's words. */
  readonly createdBy: string;
  /** What refers to it, or the cluster that declares it. */
  readonly at: IConstruct;
  /** Raw stack of the user's call, where it is not where `at` was made. */
  readonly stack?: { readonly stack?: string };
}

/** A Secret whose encrypted file lies in the hub repo, where it is used. */
export interface EncryptedUse {
  readonly secret: { readonly name: string };
  readonly namespace: string;
  readonly at: IConstruct;
}

/** That what a rule says of the objects below a construct is accepted. */
export interface AcknowledgedRule {
  readonly rule: string;
  readonly reason: string;
  readonly until?: string | undefined;
  readonly at: IConstruct;
  /** Raw stack of the user's call. */
  readonly stack: { readonly stack?: string };
}

/** Makes a construct the root of a composition. */
export function compose(root: IConstruct): Composition {
  const composition: Composition = {
    owners: new Map(),
    namespaces: new Map(),
    sources: new Map(),
    problems: [],
    externals: [],
    encrypted: [],
    acknowledgements: [],
  };
  Object.defineProperty(root, COMPOSITION, { value: composition });
  return composition;
}

/** The composition a construct belongs to. @throws where its root is no cluster of a hub */
export function compositionOf(construct: IConstruct): Composition {
  const root = construct.node.root as { [COMPOSITION]?: Composition };
  const composition = root[COMPOSITION];
  if (!composition)
    throw new Error(`[${construct.node.path}] is not part of a hub's cluster: create it below a Cluster`);
  return composition;
}

/** Reports a mistake at a construct. The construct goes on, so that later mistakes are found too. */
export function report(at: IConstruct, problem: Omit<Problem, 'at'>): void {
  compositionOf(at).problems.push({ ...problem, at });
}
