import type { Severity, SourceLine } from '../manifest/finding';
import type { IndexedObject, ManifestIndex } from '../manifest/manifest-index';
import type { ClusterVersions } from '../versions/cluster-versions';

/** What rules know of a cluster. */
export interface ClusterFacts {
  readonly cluster: ClusterVersions;
  readonly index: ManifestIndex;
  /** Whether Flux is kept from acting with its own rights, and from following references to other namespaces. */
  readonly lockdown: boolean;
  /** The namespaces of each tenant, by the key of the owner. */
  readonly tenants: ReadonlyMap<string, readonly string[]>;
  /** Keys of objects that are referred to and created elsewhere. */
  readonly externals: ReadonlySet<string>;
  /** Sources that are the hub repo, as `<kind>/<namespace>/<name>`. */
  readonly hubSources: ReadonlySet<string>;
  /** Whether the hub repo, as it will be published, has a folder. Relative to its root. */
  readonly hasFolder: (path: string) => boolean;
}

/** Something that must hold on every cluster. Knows nothing of output, severities or YAML. */
export interface ClusterRule {
  /** `family/name` */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /** What to do, where a violation says nothing more exact. */
  readonly fix: string;
  /** Where the fact behind it is documented. */
  readonly see: readonly string[];
  check(facts: ClusterFacts): Iterable<Violation>;
}

/** An object that breaks a rule. */
export interface Violation {
  readonly object: IndexedObject;
  /** What is wrong with it, with the value found; a clause that follows the object's name. */
  readonly message: string;
  /** @default - the rule's own */
  readonly fix?: string | undefined;
  /** Another place that has to do with it. */
  readonly also?: SourceLine | undefined;
}
