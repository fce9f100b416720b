import { isAppOfFlux } from '../contract/cluster-contracts';
import { type ClusterContract, contractAnnotation } from '../contract/contract';
import { shortHash } from '../contract/contract-hash';
import { canonical } from '../manifest/canonical';
import type { Manifest } from '../manifest/manifest';
import { tenantOf } from '../stage/owner-key';
import type { PlacedObject, Placement } from './place';

/** What each tenant has on a cluster, by its name. */
export type Contracts = ReadonlyMap<string, ClusterContract>;

/**
 * Lets whatever Flux applies of tenants' repos say by an annotation which contract it was applied under. Of a contract only the
 * cluster's own part: what changes elsewhere changes nothing here.
 */
export function stampContracts(placement: Placement, contracts: Contracts): Placement {
  const hashOf = ({ owner, ofHub, manifest }: PlacedObject) =>
    !ofHub && isAppOfFlux(manifest) ? contracts.get(tenantOf(owner) ?? '')?.hash : undefined;
  const objects = placement.objects.map((object) => {
    const hash = hashOf(object);
    return hash === undefined ? object : { ...object, manifest: stamp(object.manifest, shortHash(hash)) };
  });
  return { ...placement, objects };
}

function stamp(manifest: Manifest, hash: string): Manifest {
  const spec = (manifest.spec ?? {}) as { readonly commonMetadata?: { readonly annotations?: object } };
  const annotations = { ...spec.commonMetadata?.annotations, [contractAnnotation]: hash };
  return canonical({ ...manifest, spec: { ...spec, commonMetadata: { ...spec.commonMetadata, annotations } } });
}
