import type { Cluster } from './cluster';
import type { ClusterScope } from './cluster-scope';
import { HubError } from './hub-error';

/** Makes a cluster in its own construct tree, when its turn comes. */
export type ClusterFactory = (scope: ClusterScope, id: string) => Cluster;

/** A cluster as the hub knows it before it is composed. */
export interface ClusterDefinition {
  readonly name: string;
  readonly environment: Environment;
  readonly factory: ClusterFactory;
}

/** What an environment says of itself. */
export interface EnvironmentProps {
  /** The environment whose versions come here next. @default - it takes its own */
  readonly promotesFrom?: Environment;
}

/** A stage such as `staging` or `prod`. */
export class Environment {
  readonly promotesFrom: Environment | undefined;
  private readonly definitions: ClusterDefinition[] = [];

  /** @internal use `hub.environment()` */
  constructor(
    readonly name: string,
    props: EnvironmentProps = {},
  ) {
    this.promotesFrom = props.promotesFrom;
  }

  /** Its clusters, in the order they were added. */
  get clusters(): readonly ClusterDefinition[] {
    return this.definitions;
  }

  /**
   * Adds a cluster. It is composed only when it is rendered.
   * @param name name of the cluster and of its folder, unique in the hub
   */
  cluster(name: string, factory: ClusterFactory): void {
    if (!folderName.test(name))
      throw new HubError(`${JSON.stringify(name)} cannot name a cluster: use lower-case letters, digits and dashes`);
    this.definitions.push({ name, environment: this, factory });
  }
}

/** Names that are also names of folders. */
export const folderName = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
