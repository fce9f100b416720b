import type { ReleaseError } from '../releases/releases';
import type { Cluster } from './cluster';
import type { ClusterScope } from './cluster-scope';

/** Makes a cluster in its own construct tree, when its turn comes. */
export type ClusterFactory = (scope: ClusterScope, id: string) => Cluster;

/** A cluster as the hub knows it before it is composed. */
export interface ClusterDefinition {
  /** Name of the cluster and of its folder. */
  readonly name: string;
  /** The environment it was added to. */
  readonly environment: Pick<Environment, 'name' | 'promotesFrom'>;
  /** Makes it, when its turn comes. */
  readonly factory: ClusterFactory;
}

/** What an environment says of itself. */
export interface EnvironmentProps {
  /** The environment whose versions come here next. @default - it takes its own */
  readonly promotesFrom?: Environment;
}

/** An environment as one of its clusters sees it. */
export interface ClusterEnvironment {
  /** Name of the environment, a key of the release files. */
  readonly name: string;
  /** The environment whose versions come here next. */
  readonly promotesFrom: Environment | undefined;
  /**
   * Takes releases that are missing, so that the cluster is composed all the same.
   * @internal
   */
  readonly onMissingRelease?: (error: ReleaseError) => void;
}

/** A step that versions pass on their way to users, such as `staging` or `prod`. */
export class Environment {
  /** The environment whose versions come here next. */
  readonly promotesFrom: Environment | undefined;
  private readonly definitions: ClusterDefinition[] = [];

  /** @internal use `hub.environment()` */
  constructor(
    /** Name of the environment, unique in the hub. */
    readonly name: string,
    props: EnvironmentProps,
    private readonly admit: (kind: 'cluster', name: string) => boolean,
  ) {
    this.promotesFrom = props.promotesFrom;
  }

  /** Its clusters, in the order they were added. */
  get clusters(): readonly ClusterDefinition[] {
    return this.definitions;
  }

  /**
   * Adds a cluster. It is composed only when it is rendered.
   * @param name name of the cluster and of its folder, unique in the hub; an error at synth where it is not
   */
  cluster(name: string, factory: ClusterFactory): void {
    if (this.admit('cluster', name)) this.definitions.push({ name, environment: this, factory });
  }
}
