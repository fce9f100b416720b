import type { ServedKinds } from '../../imports/catalog';
import { gatewayApiVersions } from '../../imports/gateway-api-versions';
import { kubernetesVersions } from '../../imports/kubernetes-versions';
import type { ClusterVersions } from '../versions/cluster-versions';
import { componentOf } from '../versions/flux';
import { isOlderMinor } from '../versions/minor';
import { kindsOf } from './catalog';
import { groupOf, type Manifest, versionOf } from './manifest';
import { didYouMean } from './similar';

/** Why a cluster does not serve a kind. */
export interface Unserved {
  /** A clause that follows the object's name. */
  readonly message: string;
  readonly fix: string;
}

/** A kind in one version. */
interface Offer {
  readonly kind: string;
  readonly version: string;
  /** Whether the cluster's release serves it. */
  readonly served: boolean;
  /** When it is served otherwise, as a sentence. */
  readonly when?: string;
}

/** What is known of an API group on a cluster. */
interface Group {
  /** `Flux 2.9`; undefined for projects whose releases a cluster does not say. */
  readonly release: string | undefined;
  readonly offers: readonly Offer[];
}

/** Why a cluster does not serve the kind or version of a manifest; undefined where it does, or where nobody here knows. */
export function unserved({ apiVersion, kind }: Manifest, cluster: ClusterVersions): Unserved | undefined {
  const group = groupOf(apiVersion);
  const missing = missingFrom(cluster, group, kind);
  if (missing) return missing;
  const { release, offers } = groupOn(cluster, group);
  if (offers.length === 0) return undefined;
  const versions = offers.filter((offer) => offer.kind === kind);
  if (versions.length === 0)
    return {
      message: `is of a kind that ${group === '' ? 'the core group' : group} does not have`,
      fix: didYouMean(
        kind,
        offers.map((offer) => offer.kind),
        'Correct the kind or the apiVersion.',
      ),
    };
  const asked = versions.filter(({ version }) => version === versionOf(apiVersion));
  if (asked.some(({ served }) => served)) return undefined;
  return {
    message: `is of ${apiVersion}, which ${release === undefined ? 'is not served' : `${release} does not serve`}`,
    fix: [asked[0]?.when ?? [], instead(group, versions)].flat().join(' ') || 'Correct the kind or the apiVersion.',
  };
}

/** What a kind needs and the cluster does not have. */
function missingFrom({ flux, gatewayApi }: ClusterVersions, group: string, kind: string): Unserved | undefined {
  const component = componentOf(flux.release, group, kind);
  if (component && !flux.components.includes(component))
    return {
      message: `needs ${component}, which the cluster does not have`,
      fix: `Add ${component} to the cluster's \`flux.components\`.`,
    };
  if (group === 'gateway.networking.k8s.io' && !gatewayApi)
    return {
      message: `needs the Gateway API, and the cluster says it has none`,
      fix: "Give the cluster `gatewayApi: { version: '1.6' }`.",
    };
  return undefined;
}

function groupOn({ kubernetes, flux, gatewayApi }: ClusterVersions, group: string): Group {
  const entries = kindsOf(group);
  switch (entries[0]?.project) {
    case 'kubernetes':
      return { release: `Kubernetes ${kubernetes}`, offers: offersIn(kubernetesVersions, group, kubernetes) };
    case 'gateway-api': {
      const { version = '' } = gatewayApi ?? {};
      return { release: `Gateway API ${version}`, offers: offersIn(gatewayApiVersions, group, version) };
    }
    case 'flux':
      return {
        release: `Flux ${flux.release}`,
        offers: entries.map(({ kind, version, validators }) => ({
          kind,
          version,
          served: validators[flux.release] !== undefined,
        })),
      };
    default:
      return { release: undefined, offers: entries.map(({ kind, version }) => ({ kind, version, served: true })) };
  }
}

function offersIn(table: readonly ServedKinds[], group: string, release: string): Offer[] {
  return table
    .filter((row) => row.group === group)
    .flatMap(({ version, kinds, since, until }) => {
      const over = until !== undefined && isOlderMinor(until, release);
      const served = !over && !isOlderMinor(release, since);
      const when = over ? `It was served until ${until}.` : `It is served since ${since}.`;
      return kinds.map((kind) => ({ kind, version, served, when }));
    });
}

function instead(group: string, versions: readonly Offer[]): string[] {
  const served = versions.filter((offer) => offer.served);
  if (served.length === 0) return [];
  return [`Use ${served.map(({ version }) => (group === '' ? version : `${group}/${version}`)).join(' or ')}.`];
}
