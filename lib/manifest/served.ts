import type { ServedKinds } from '../../imports/catalog';
import { gatewayApiVersions } from '../../imports/gateway-api-versions';
import { kubernetesVersions } from '../../imports/kubernetes-versions';
import type { ClusterVersions } from '../versions/cluster-versions';
import { componentOf } from '../versions/flux';
import { kindOf, kindsOf } from './catalog';
import { groupOf, type Manifest, versionOf } from './manifest';
import { similar } from './similar';

/** Why a cluster does not serve a kind. */
export interface Unserved {
  /** A clause that follows the object's name. */
  readonly message: string;
  readonly fix: string;
}

const gatewayGroup = 'gateway.networking.k8s.io';

/** Why a cluster does not serve the kind or version of a manifest; undefined where it does, or where nobody here knows. */
export function unserved(manifest: Manifest, cluster: ClusterVersions): Unserved | undefined {
  const group = groupOf(manifest.apiVersion);
  if (group === gatewayGroup) return unservedGateway(manifest, cluster);
  const known = kindsOf(group);
  const project = known[0]?.project;
  if (project === undefined) return undefined;
  if (!kindOf(manifest.apiVersion, manifest.kind)) return unknownKind(manifest, group);
  if (project === 'flux') return unservedFlux(manifest, group, cluster);
  if (project !== 'kubernetes') return undefined;
  return outside(manifest, kubernetesVersions, cluster.kubernetes, `Kubernetes ${cluster.kubernetes}`);
}

function unservedFlux(
  { apiVersion, kind }: Manifest,
  group: string,
  { name, flux }: ClusterVersions,
): Unserved | undefined {
  const component = componentOf(flux.release, group, kind);
  if (component && !flux.components.includes(component))
    return {
      message: `needs ${component}, which cluster ${name} does not have`,
      fix: `Add ${component} to the cluster's \`flux.components\`.`,
    };
  if (kindOf(apiVersion, kind)?.validators[flux.release] === undefined)
    return { message: `is of ${apiVersion}, which Flux ${flux.release} does not serve`, fix: versionsFix(group, kind) };
  return undefined;
}

function unservedGateway(manifest: Manifest, { name, gatewayApi }: ClusterVersions): Unserved | undefined {
  if (!gatewayApi)
    return {
      message: `needs the Gateway API, and cluster ${name} says it has none`,
      fix: "Give the cluster `gatewayApi: { version: '1.6' }`.",
    };
  if (!kindOf(manifest.apiVersion, manifest.kind)) return unknownKind(manifest, gatewayGroup);
  return outside(manifest, gatewayApiVersions, gatewayApi.version, `Gateway API ${gatewayApi.version}`);
}

function outside(
  { apiVersion, kind }: Manifest,
  table: readonly ServedKinds[],
  version: string,
  release: string,
): Unserved | undefined {
  if (!/^\d+\.\d+/.test(version)) return undefined; // what the cluster says of itself is checked elsewhere
  const [group, served] = [groupOf(apiVersion), versionOf(apiVersion)];
  const rows = table.filter((row) => row.group === group && row.version === served && row.kinds.includes(kind));
  if (
    rows.length === 0 ||
    rows.some((row) => !before(version, row.since) && !(row.until && before(row.until, version)))
  )
    return undefined;
  return {
    message: `is of ${apiVersion}, which ${release} does not serve`,
    fix: `It is served since ${rows[0]?.since}.`,
  };
}

function unknownKind({ apiVersion, kind }: Manifest, group: string): Unserved {
  const kinds = kindsOf(group);
  if (kinds.some((entry) => entry.kind === kind))
    return { message: `is of ${apiVersion}, which is not served`, fix: versionsFix(group, kind) };
  const near = similar(kind, new Set(kinds.map((entry) => entry.kind)));
  return {
    message: `is of a kind that ${group === '' ? 'the core group' : group} does not have`,
    fix: near === undefined ? 'Correct the kind or the apiVersion.' : `Did you mean ${near}?`,
  };
}

function versionsFix(group: string, kind: string): string {
  const versions = kindsOf(group).filter((entry) => entry.kind === kind);
  return `Use ${versions.map(({ version }) => (group === '' ? version : `${group}/${version}`)).join(' or ')}.`;
}

/** Whether a minor is older than another; patch levels do not count. */
function before(a: string, b: string): boolean {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA !== majorB ? majorA < majorB : minorA < minorB;
}
