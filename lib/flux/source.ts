import type { Construct } from 'constructs';
import type { KubeObject } from '../object/kube-object';

/** Kinds that a Kustomization or HelmRelease can take its content from. */
export type SourceKind = 'GitRepository' | 'OCIRepository' | 'HelmRepository' | 'Bucket' | 'ExternalArtifact';

/** A Flux source in the cluster. */
export interface Source {
  /** How Kustomizations and HelmReleases name it. */
  readonly reference: SourceReference;
}

/** A Flux source that the hub renders. */
export type RenderedSource = Source & KubeObject;

/** How others name a source. */
export interface SourceReference {
  /** Its kind, which also says its API group. */
  readonly kind: SourceKind;
  /** Its `metadata.name`. */
  readonly name: string;
  /** Its `metadata.namespace`. Lockdown refuses references from another one. */
  readonly namespace: string;
}

/** A source that is described and not yet made: what factories such as `GitSource.ssh` return. */
export interface SourceDefinition {
  /** Makes the source in a namespace. */
  create(scope: Construct, id: string, metadata: SourceMetadata): RenderedSource;
}

/** Name and place of a source. */
export interface SourceMetadata {
  /** `metadata.name` */
  readonly name: string;
  /** `metadata.namespace` */
  readonly namespace: string;
  /** `metadata.labels` @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A source that exists and that nobody here renders, such as the one `flux bootstrap` makes. */
export function existingSource(kind: SourceKind, name: string, namespace: string): Source {
  return { reference: { kind, name, namespace } };
}
