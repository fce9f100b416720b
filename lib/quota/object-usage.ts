import { kindOf } from '../manifest/catalog';
import { groupOf, type Manifest } from '../manifest/manifest';
import { idOf, keyOf } from '../manifest/object-id';
import { below, itemsOf, type Place } from '../manifest/place';
import { podOf } from '../manifest/pod';
import { type Amounts, sumOf } from './amounts';
import type { Bounds } from './autoscalers';
import { claimUsage } from './claim-usage';
import type { ContainerDefaults } from './namespace-limits';
import { noPods, type PodCount, podCount } from './pod-count';
import { podUsage } from './pod-usage';
import { serviceUsage } from './service-usage';

/** What an object counts for. */
export interface ObjectUsage {
  readonly manifest: Manifest;
  /** The object by itself. */
  readonly own: Amounts;
  /** Each of its Pods, with the claims that are made for it. */
  readonly ofPod: Amounts;
  readonly pods: PodCount;
}

/** Kinds of the core group that a quota also counts by their plural alone. */
const ALSO_BY_PLURAL = ['configmaps', 'replicationcontrollers', 'resourcequotas', 'secrets', 'services'];

/** What an object counts for in its namespace, with the Pods and claims that controllers make for it, and nothing else of theirs. */
export function objectUsage(
  manifest: Manifest,
  defaults: ContainerDefaults,
  autoscalers: ReadonlyMap<string, Bounds>,
): ObjectUsage {
  const pod = podOf(manifest);
  const root = { path: '', value: manifest };
  const claims = itemsOf(below(root, 'spec', 'volumeClaimTemplates'));
  return {
    manifest,
    own: ownUsage(manifest, root),
    ofPod: pod ? sumOf([podUsage(pod, defaults), ...claims.map(claimUsage)]) : {},
    pods: pod ? podCount(manifest, autoscalers.get(keyOf(idOf(manifest)))) : noPods,
  };
}

function ownUsage(manifest: Manifest, root: Place): Amounts {
  switch (`${manifest.apiVersion}/${manifest.kind}`) {
    case 'v1/Pod':
      return {}; // it is its Pod
    case 'v1/PersistentVolumeClaim':
      return claimUsage(root);
    case 'v1/Service':
      return { ...objectCount(manifest), ...serviceUsage(below(root, 'spec')) };
    default:
      return objectCount(manifest);
  }
}

/** @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-on-object-count */
function objectCount({ apiVersion, kind }: Manifest): Amounts {
  const group = groupOf(apiVersion);
  const plural = kindOf(apiVersion, kind)?.plural ?? `${kind.toLowerCase()}s`;
  if (group !== '') return { [`count/${plural}.${group}`]: 1 };
  return { [`count/${plural}`]: 1, ...(ALSO_BY_PLURAL.includes(plural) ? { [plural]: 1 } : {}) };
}
