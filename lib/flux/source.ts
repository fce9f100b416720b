import type { Construct } from 'constructs';

/** Kinds that a Kustomization or HelmRelease can take its content from. */
export type SourceKind = 'GitRepository' | 'OCIRepository' | 'HelmRepository' | 'Bucket' | 'ExternalArtifact';

/** A Flux source in the cluster. */
export interface Source {
  readonly reference: SourceReference;
}

/** How others name a source. */
export interface SourceReference {
  readonly kind: SourceKind;
  readonly name: string;
  readonly namespace: string;
}

/** A source that is described and not yet made: what factories such as `GitSource.ssh` return. */
export interface SourceDefinition {
  /** Makes the source in a namespace. */
  create(scope: Construct, id: string, metadata: SourceMetadata): Source;
}

/** Name and place of a source. */
export interface SourceMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A source that exists and that nobody here renders, such as the one `flux bootstrap` makes. */
export function existingSource(kind: SourceKind, name: string, namespace: string): Source {
  return { reference: { kind, name, namespace } };
}
