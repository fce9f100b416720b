import { checkFleet } from '../checks/check-fleet';
import type { ClusterInFleet } from '../checks/fleet/fleet-facts';
import { fleetRules } from '../checks/fleet/rules';
import type { Finding } from '../manifest/finding';
import type { Hub } from './hub';
import { linesIn } from './locate';

/** What the rules say of a fleet, and those that were not asked. */
export interface FleetFindings {
  readonly findings: readonly Finding[];
  /** Ids of rules. */
  readonly skippedRules: readonly string[];
}

/** What the rules over the whole fleet say of a hub's clusters; of a selection of them, nothing. */
export function fleetFindings(hub: Hub, clusters: readonly ClusterInFleet[]): FleetFindings {
  if (clusters.length < hub.clusters.length) return { findings: [], skippedRules: fleetRules.map(({ id }) => id) };
  return { findings: checkFleet(clusters, linesIn(hub)), skippedRules: [] };
}
