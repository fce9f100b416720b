import type { Finding } from '../manifest/finding';
import { Mistake } from '../mistake/mistake';
import { type HubContext, isCluster } from '../object/cluster-context';
import type { Composition, Problem } from '../object/composition';
import { pathOf } from '../object/hub-scope';
import { originOf } from '../origin/origin';
import { userLine } from '../origin/user-line';
import type { Cluster } from './cluster';
import { ClusterScope } from './cluster-scope';
import type { ClusterDefinition, ClusterEnvironment } from './environment';

/** A cluster's construct tree, and what the user's code threw on the way. */
export interface Composed {
  /** Undefined where the code made none; `thrown` then says why. */
  readonly cluster: Cluster | undefined;
  readonly composition: Composition;
  readonly thrown: readonly Finding[];
}

/** Runs a cluster's factory. What goes wrong becomes a finding, so that the other clusters are still looked at. */
export function composeCluster({ name, environment, factory }: ClusterDefinition, hub: HubContext): Composed {
  const thrown: Finding[] = [];
  const take = (error: unknown) => {
    const construct = scope.node.children[0]?.node.path;
    thrown.push({ ...thrownFinding(error, name, hub.root), ...(construct !== undefined && { construct }) });
  };
  const scope = new ClusterScope(name, environmentFor(environment, take), hub);
  const { composition } = scope;
  try {
    const made: unknown = factory(scope, name);
    if (isCluster(made)) return { cluster: made as Cluster, composition, thrown };
    return { cluster: undefined, composition, thrown: [...thrown, noCluster(name)] };
  } catch (error) {
    take(error);
    return { cluster: undefined, composition, thrown };
  }
}

/** A construct's problem, with the place it comes from. */
export function problemFinding(
  { rule, message, fix, severity = 'error', at, stack }: Problem,
  cluster: string,
  root: string,
): Finding {
  return {
    rule,
    severity,
    message,
    fix,
    cluster,
    ...(userLine(stack?.stack, root) ?? originOf(at, root)),
    construct: pathOf(at),
  };
}

function environmentFor({ name, promotesFrom }: ClusterEnvironment, onMissingRelease: (error: unknown) => void) {
  return { name, promotesFrom, onMissingRelease };
}

function noCluster(cluster: string): Finding {
  return {
    rule: 'hub/no-cluster',
    severity: 'error',
    message: `What was given for cluster ${cluster} returns no cluster.`,
    fix: 'Return it: (scope, id) => new MyCluster(scope, id).',
    cluster,
  };
}

function thrownFinding(error: unknown, cluster: string, root: string): Finding {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const mistake = error instanceof Mistake ? error : undefined;
  return {
    rule: mistake?.rule ?? 'hub/thrown',
    severity: 'error',
    message: /[.!?]$/.test(message) ? message : `${message}.`,
    fix: mistake?.fix ?? 'Correct this first: the cluster was not composed any further.',
    cluster,
    ...userLine(stack, root),
  };
}
