import { renderHub } from 'cdk8s-flux-hub/testing';
import { hub } from '../../../hub';
import type { Manifest } from '../../../lib/manifest/manifest';
import { billingTeam, customerApp, eightSquads, infrastructure, teamPayments } from '../../golden/rendered';
import { samples } from './samples';

const fleet = renderHub(hub);
const documented = { billingTeam, customerApp, eightSquads, infrastructure, teamPayments };

/** Every object of the example fleet and of the documents' examples, and samples of other kinds, by where it is from. */
export const objects: ReadonlyMap<string, readonly Manifest[]> = new Map([
  ...hub.clusters.map(({ name }) => [name, fleet.cluster(name).objects] as const),
  ...Object.entries(documented).map(([name, render]) => [name, render().objects] as const),
  ['samples', samples],
]);
