import type { Finding } from '../manifest/finding';
import type { HubContext } from '../object/cluster-context';
import type { Composition, Problem } from '../object/composition';
import { originOf, userLine } from '../object/origin';
import { ReleaseError } from '../releases/releases';
import type { Cluster } from './cluster';
import { ClusterScope } from './cluster-scope';
import type { ClusterDefinition } from './environment';

/** A cluster's construct tree, and what its constructs have to say. */
export interface Composed {
  /** Undefined where the user's code threw before the cluster was made. */
  readonly cluster: Cluster | undefined;
  readonly composition: Composition;
  /** What the user's code threw, and the releases that it asked for in vain. */
  readonly thrown: readonly Finding[];
}

/** Runs a cluster's factory. What it throws becomes a finding, so that the other clusters are still looked at. */
export function composeCluster({ name, environment, factory }: ClusterDefinition, hub: HubContext): Composed {
  const scope = new ClusterScope(name, environment, hub);
  const { composition } = scope;
  const thrown: Finding[] = [];
  const take = (error: unknown) => {
    const construct = scope.node.children[0]?.node.path;
    thrown.push({ ...thrownFinding(error, name, hub.root), ...(construct !== undefined && { construct }) });
  };
  environment.onMissingRelease = take;
  try {
    return { cluster: factory(scope, name), composition, thrown };
  } catch (error) {
    take(error);
    return { cluster: undefined, composition, thrown };
  } finally {
    environment.onMissingRelease = undefined;
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
    construct: at.node.path,
  };
}

function thrownFinding(error: unknown, cluster: string, root: string): Finding {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof ReleaseError)
    return {
      rule: 'releases/missing',
      severity: 'error',
      message,
      fix: error.fix,
      cluster,
      ...userLine(stack, root),
    };
  return {
    rule: 'hub/thrown',
    severity: 'error',
    message: /[.!?]$/.test(message) ? message : `${message}.`,
    fix: 'The cluster was not composed any further: mend this first.',
    cluster,
    ...userLine(stack, root),
  };
}
