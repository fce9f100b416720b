import type { Construct } from 'constructs';
import { compositionOf } from '../object/composition';
import { Owner } from '../object/owner';
import { sourceInterval } from './defaults';
import type { Duration } from './duration';
import { FluxObject, type FluxObjectMetadata, metadataOf, withoutMetadata } from './flux-object';
import type { Source, SourceKind, SourceReference } from './source';

/** The fields of a source: those of its kind, where and how it is named, and how often it is looked at. */
export type SourceProps<Spec> = Omit<Spec, 'interval'> &
  FluxObjectMetadata & {
    /** How often a new revision is looked for. @default '1m' */
    readonly interval?: Duration;
  };

/** The base of the kinds of Flux source. */
export abstract class SourceObject<Spec> extends FluxObject implements Source {
  private readonly sourceKind: SourceKind;

  constructor(scope: Construct, id: string, kind: SourceKind, props: SourceProps<Spec>) {
    const { interval = sourceInterval, ...spec } = withoutMetadata(props);
    super(scope, id, kind, metadataOf(props), { interval, ...spec });
    this.sourceKind = kind;
    this.tellOwner();
  }

  /** How Kustomizations and HelmReleases name it. */
  get reference(): SourceReference {
    return { kind: this.sourceKind, name: this.name, namespace: this.manifest.metadata.namespace ?? '' };
  }

  private tellOwner(): void {
    const owner = Owner.around(this);
    if (owner === undefined) return;
    const { sources } = compositionOf(this);
    const known = sources.get(owner);
    if (known) known.push(this);
    else sources.set(owner, [this]);
  }
}
