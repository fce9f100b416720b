import type { FactOnCluster, LinesOf } from '../checks/check-fleet';
import { SharedGateway } from '../gateway/shared-gateway';
import type { SourceLine } from '../manifest/finding';
import { pathOf } from '../object/hub-scope';
import { originOf } from '../origin/origin';
import { userLine } from '../origin/user-line';
import { type Composed, composeCluster } from './compose-cluster';
import type { ClusterDefinition } from './environment';
import type { Hub } from './hub';
import { mute } from './mute';

/**
 * The user's lines of facts of a hub's clusters. The clusters are gone: those that something was found on are composed once
 * more. To look up the lines of all facts while they are there would cost a good part of rendering them.
 */
export function linesIn(hub: Hub): LinesOf {
  return (facts) => {
    const lines = new Map<FactOnCluster, SourceLine | undefined>();
    for (const definition of hub.clusters) {
      const here = facts.filter(({ cluster }) => cluster === definition.name);
      if (here.length === 0) continue;
      const lineOf = linesOf(composeAgain(definition, hub), hub.context.root);
      for (const fact of here) lines.set(fact, lineOf(fact));
    }
    return facts.map((fact) => lines.get(fact));
  };
}

/** What the user's code prints was printed when the cluster was rendered. */
function composeAgain(definition: ClusterDefinition, hub: Hub): Composed {
  const unmute = mute();
  try {
    return composeCluster(definition, hub.context);
  } finally {
    unmute();
  }
}

/** The lines of a cluster's facts: of a hostname that of its grant, of all else that of the construct. */
function linesOf({ cluster, composition }: Composed, root: string): (fact: FactOnCluster) => SourceLine | undefined {
  const constructs = new Map((cluster?.node.findAll() ?? []).map((construct) => [pathOf(construct), construct]));
  const granted = [...composition.owners.values()].flatMap((owner) =>
    SharedGateway.isSharedGateway(owner) ? owner.granted : [],
  );
  return ({ at }) => {
    const grant =
      'hostname' in at
        ? granted.find(({ hostname, owner }) => hostname === at.hostname && owner.key === at.owner)
        : undefined;
    const construct = constructs.get(at.construct ?? '');
    return userLine(grant?.stack.stack, root) ?? (construct && originOf(construct, root));
  };
}
