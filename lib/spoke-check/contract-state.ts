import { contractAnnotation } from '../contract/contract';
import { shortHash } from '../contract/contract-hash';
import { groupBy } from '../manifest/group-by';
import { listIn, mapIn, stringIn } from '../tree/fields';
import type { Place } from './places';

/** Whether a contract is what a cluster holds the tenant to, and how that is known. */
export interface ContractState {
  readonly state: 'unknown' | 'fresh' | 'stale';
  /** As a sentence. */
  readonly message: string;
}

/** Of a contract that no cluster was asked about. */
export const notAsked: ContractState = {
  state: 'unknown',
  message: 'Whether the hub has changed the contract since is not known: --kubeconfig asks a cluster.',
};

/** The Flux Kustomizations of a namespace of a cluster, as `kubectl get -o json` prints them. */
export type AskCluster = (namespace: string) => Promise<unknown>;

/**
 * Compares a contract with the hash that stands on all that Flux applies for the tenant. Which of the contract's clusters it is
 * that is asked nobody says: it is fresh if it is what the contract says of one of them, and what the others would be asked for
 * need not be there, nor be readable.
 * @throws what `ask` throws, where nothing that it answers tells
 */
export async function contractState(places: readonly Place[], ask: AskCluster): Promise<ContractState> {
  const homes = [...new Set(places.map(homeOf))];
  const answers = await Promise.allSettled(homes.map(ask));
  const found = new Map(homes.map((home, index) => [home, hashesIn(answers[index])]));
  const appsOf = (place: Place) => appsAt(place, found.get(homeOf(place)));
  const fresh = places.find((place) => {
    const apps = appsOf(place);
    return apps.length > 0 && apps.every(({ hash }) => hash === shortHash(place.contract.hash));
  });
  if (fresh)
    return { state: 'fresh', message: `The contract is what the cluster has: that of ${fresh.clusters.join(', ')}.` };
  const others = places.flatMap(appsOf);
  if (others.length > 0)
    return {
      state: 'stale',
      message: `The contract is not what the cluster has: that is ${liveHashes(others)}, and the contract says ${shortHashes(places)}.`,
    };
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  return {
    state: 'unknown',
    message: "None of the contract's apps is on the cluster: nothing there says which contract holds.",
  };
}

/** An app on the cluster, and the hash that stands on what it applies. */
interface LiveApp {
  readonly app: string;
  readonly hash: string;
}

function homeOf({ contract }: Place): string {
  return Object.keys(contract.namespaces)[0] ?? '';
}

function appsAt({ contract }: Place, hashes: ReadonlyMap<string, string> = new Map()): LiveApp[] {
  return Object.keys(contract.apps).flatMap((app) => {
    const hash = hashes.get(app);
    return hash === undefined ? [] : [{ app, hash }];
  });
}

/** The hash on what each Kustomization applies, by its name. */
function hashesIn(answer: PromiseSettledResult<unknown> | undefined): ReadonlyMap<string, string> {
  const items = answer?.status === 'fulfilled' ? listIn(mapIn(answer.value).items) : [];
  const entries = items.flatMap((item) => {
    const { metadata, spec } = mapIn(item);
    const { annotations } = mapIn(mapIn(spec).commonMetadata);
    const hash = stringIn(mapIn(annotations)[contractAnnotation]);
    return hash === undefined ? [] : [[String(mapIn(metadata).name), hash] as const];
  });
  return new Map(entries);
}

/** Apps differ while the hub's change is on its way, and where one was changed by hand. */
function liveHashes(apps: readonly LiveApp[]): string {
  const byHash = [...groupBy(apps, ({ hash }) => hash)];
  if (byHash.length === 1) return byHash.map(([hash]) => hash).join();
  const namesOf = (same: readonly LiveApp[]) => [...new Set(same.map(({ app }) => app))].join(' and ');
  return byHash.map(([hash, same]) => `${hash} of ${namesOf(same)}`).join(', ');
}

function shortHashes(places: readonly Place[]): string {
  return places.map(({ contract, clusters }) => `${shortHash(contract.hash)} of ${clusters.join(', ')}`).join('; ');
}
