import { below, itemsOf, type Place } from '../manifest/place';
import { type Amounts, amountAt, sumOf } from './amounts';

/** What a PersistentVolumeClaim counts for. The class that a cluster gives to claims without one is not known. */
export function claimUsage(claim: Place): Amounts {
  const storage = Math.ceil(amountAt(claim, 'spec', 'resources', 'requests', 'storage') ?? 0);
  const own = { 'requests.storage': storage, persistentvolumeclaims: 1 };
  const storageClass = below(claim, 'spec', 'storageClassName').value;
  const ofClass =
    typeof storageClass === 'string' && storageClass !== ''
      ? Object.entries(own).map(([resource, amount]) => [
          `${storageClass}.storageclass.storage.k8s.io/${resource}`,
          amount,
        ])
      : [];
  return { ...own, 'count/persistentvolumeclaims': 1, ...Object.fromEntries(ofClass) };
}

/** What the claims count for that are made with a Pod. */
export function ephemeralClaims(spec: Place): Amounts {
  const claims = itemsOf(below(spec, 'volumes')).map((volume) => below(volume, 'ephemeral', 'volumeClaimTemplate'));
  return sumOf(claims.filter(({ value }) => value !== undefined).map(claimUsage));
}
