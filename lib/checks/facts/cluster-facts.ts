import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import type { Access } from '../../rbac/access';
import type { IsolationRow } from '../../rbac/isolation';
import type { Routing } from '../../routing/routing';
import type { ClusterVersions } from '../../versions/cluster-versions';
import type { Acknowledgement } from './acknowledgement';
import type { FluxInstallation } from './flux-installation';
import type { Substitution } from './substitution';
import type { Tenancy } from './tenancy';

/** What rules know of a cluster, whether we rendered it or read it from somebody's repo. */
export interface ClusterFacts {
  readonly cluster: ClusterVersions;
  /** Name of the environment that it belongs to. @default - nobody says, as in a repo that no hub rendered */
  readonly environment?: string | undefined;
  readonly index: ManifestIndex;
  readonly flux: FluxInstallation;
  readonly tenancy: Tenancy;
  /** Who may do what, by the cluster's roles and bindings and those that Kubernetes and Flux create. Read when first asked for. */
  readonly access: () => Access;
  /** What each ServiceAccount of a tenant can reach that it must not. Looked up when first asked for. */
  readonly isolation: () => readonly IsolationRow[];
  /** Which Routes attach to which listeners, and why others do not. Worked out when first asked for. */
  readonly routing: () => Routing;
  /** The Flux Kustomization that applies an object; undefined where it is not known, as for what `flux bootstrap` applies. */
  readonly applierOf: (object: IndexedObject) => IndexedObject | undefined;
  /** What the variables of a Flux Kustomization come to; undefined where it replaces none. @default - nobody has looked */
  readonly substitutionOf?: (kustomization: IndexedObject) => Substitution | undefined;
  /** Keys of objects that are referred to and created elsewhere. */
  readonly externals: ReadonlySet<string>;
  /**
   * Namespaces whose Services are all among the manifests. @default - nobody says: those that have one and that Flux fills with
   * nothing else
   */
  readonly wholeNamespaces?: ReadonlySet<string>;
  /** Sources that are the hub repo, as `<kind>/<namespace>/<name>`. */
  readonly hubSources: ReadonlySet<string>;
  /** What somebody has looked at and accepts, besides what annotations of objects say. @default - nothing */
  readonly acknowledgements?: readonly Acknowledgement[];
  /** The day by which acknowledgements end, `2027-03-01`. @default - none of them ends: a synth has no clock */
  readonly today?: string;
  /** Whether the hub repo, as it will be published, has a folder. Relative to its root. */
  readonly hasFolder: (path: string) => boolean;
}
