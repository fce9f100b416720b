import type { IndexedObject } from '../../../manifest/manifest-index';
import type { ClusterVersions } from '../../../versions/cluster-versions';

/** Why a controller does not accept an object that the API server takes. */
export interface Refusal {
  /** A clause that follows the object's name. */
  readonly message: string;
  readonly fix: string;
}

/** What the controller of a kind has against an object. */
export type Refusals = (object: IndexedObject, cluster: ClusterVersions) => Iterable<Refusal>;
