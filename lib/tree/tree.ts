import type { Finding } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import type { Substitution } from './post-build';

/** A Flux repo, read and built as Flux would. */
export interface Tree {
  /** Sorted by folder. */
  readonly clusters: readonly TreeCluster[];
  /** What the reading itself came upon; what is wrong with the objects is for rules to say. */
  readonly findings: readonly Finding[];
  /** Files with Kubernetes objects, or kustomizations, that no Flux Kustomization of any cluster reaches. */
  readonly unreached: readonly string[];
}

/** A cluster of the repo, with all that Flux applies there. */
export interface TreeCluster {
  /** The last part of its folder, or all of it where two share that. */
  readonly name: string;
  /** The folder that its Flux starts from, relative to the repo; the empty string for its root. */
  readonly folder: string;
  /**
   * What gave it away: the files of `flux bootstrap`, a FluxInstance, or a Flux Kustomization on the repo that no other
   * one reaches.
   */
  readonly foundBy: 'bootstrap' | 'flux-instance' | 'kustomization';
  /** The source that is this repo. */
  readonly hub: SourceId;
  /** Where Flux is installed from; undefined where the repo does not hold it. */
  readonly fluxSystem?: FluxSystem | undefined;
  /** The first is the one that everything starts from. */
  readonly kustomizations: readonly TreeKustomization[];
  /** Sorted by the Kustomization that applies them, then by file, line, kind and name. */
  readonly objects: readonly TreeObject[];
}

/** The folder that `flux bootstrap` writes. */
export interface FluxSystem {
  readonly folder: string;
  /** Whether `gotk-components.yaml` holds the controllers, or awaits bootstrap. */
  readonly bootstrapped: boolean;
  /** Its kustomization, whose patches apply as soon as it is bootstrapped. */
  readonly kustomization?: Readonly<Record<string, unknown>> | undefined;
}

/** A Flux source by its identity. */
export interface SourceId {
  /** `GitRepository` */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A Flux Kustomization, with what became of it. */
export interface TreeKustomization {
  /** `flux-system/apps` */
  readonly key: string;
  /** As it is applied; of one that is assumed, what the bootstrap would write. */
  readonly manifest: Manifest;
  /** Whether no file holds it: `flux bootstrap` or a FluxInstance makes it. */
  readonly assumed: boolean;
  /** Relative to the repo; undefined where no file holds it. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** Key of the one that applies it; undefined for the first. */
  readonly appliedBy?: string | undefined;
  readonly source: SourceId;
  /**
   * `built`; `failed`, where findings say why; `external`, where its source is not this repo: what it applies is
   * unknown; `unresolved`, where nothing in the repo says what its source or its path is.
   */
  readonly state: 'built' | 'failed' | 'external' | 'unresolved';
  /** The folder that it applies, in its source: the root is the empty string. */
  readonly path: string;
  /** Files of the repo that it reads. */
  readonly files: readonly string[];
  /** What its variables come to; undefined where it replaces none. */
  readonly substitution?: Substitution | undefined;
}

/** An object of a cluster. */
export interface TreeObject {
  readonly manifest: Manifest;
  /** Where it is written, relative to the repo; else the kustomization that made it, where there is one. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** Names of variables in it whose values nobody here knows: they stand in it as they are written. @default - none */
  readonly unknownVariables?: readonly string[] | undefined;
  /** Key of the Flux Kustomization that applies it. */
  readonly kustomization: string;
}

/** A source as a text, for maps. */
export function sourceKey({ kind, namespace, name }: SourceId): string {
  return `${kind}/${namespace}/${name}`;
}
