import { contractAnnotation } from '../contract/contract';
import { shortHash } from '../contract/contract-hash';
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
 * that is asked nobody says: it is fresh if it is what the contract says of one of them.
 */
export async function contractState(places: readonly Place[], ask: AskCluster): Promise<ContractState> {
  const homes = new Set(places.map(homeOf));
  const answers = await Promise.all([...homes].map(async (home) => [home, hashesIn(await ask(home))] as const));
  const found = new Map(answers);
  const hashesOf = (place: Place) => appHashes(place, found.get(homeOf(place)));
  const fresh = places.find((place) => {
    const hashes = hashesOf(place);
    return hashes.length > 0 && hashes.every((hash) => hash === shortHash(place.contract.hash));
  });
  if (fresh)
    return { state: 'fresh', message: `The contract is what the cluster has: that of ${fresh.clusters.join(', ')}.` };
  const [other] = places.flatMap(hashesOf);
  if (other === undefined)
    return {
      state: 'unknown',
      message: "None of the contract's apps is on the cluster: nothing there says which contract holds.",
    };
  return {
    state: 'stale',
    message: `The contract is not what the cluster has: that is ${other}, and the contract says ${shortHashes(places)}.`,
  };
}

function homeOf({ contract }: Place): string {
  return Object.keys(contract.namespaces)[0] ?? '';
}

function appHashes({ contract }: Place, hashes: ReadonlyMap<string, string> = new Map()): string[] {
  return Object.keys(contract.apps).flatMap((app) => hashes.get(app) ?? []);
}

/** The hash on what each Kustomization applies, by its name. */
function hashesIn(answer: unknown): ReadonlyMap<string, string> {
  const entries = listIn(mapIn(answer).items).flatMap((item) => {
    const { metadata, spec } = mapIn(item);
    const { annotations } = mapIn(mapIn(spec).commonMetadata);
    const hash = stringIn(mapIn(annotations)[contractAnnotation]);
    return hash === undefined ? [] : [[String(mapIn(metadata).name), hash] as const];
  });
  return new Map(entries);
}

function shortHashes(places: readonly Place[]): string {
  return places.map(({ contract, clusters }) => `${shortHash(contract.hash)} of ${clusters.join(', ')}`).join('; ');
}
