import { App } from 'cdk8s';
import type { HubContext } from '../object/cluster-context';
import { type Composition, compose } from '../object/composition';
import type { ClusterEnvironment } from './environment';

/** The root of one cluster's construct tree. A cluster's factory gets it and hands it on. */
export class ClusterScope extends App {
  /** @internal */
  readonly composition: Composition;

  constructor(
    /** Name of the cluster, as it was given to `environment.cluster`. */
    readonly clusterName: string,
    /** The environment the cluster belongs to. */
    readonly environment: ClusterEnvironment,
    /** The hub that renders it. */
    readonly hub: HubContext,
  ) {
    super();
    this.composition = compose(this);
  }
}
