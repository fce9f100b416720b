import type { Manifest } from '../manifest/manifest';
import { stringsIn } from '../rbac/untyped';
import { mapIn, stringIn } from '../tree/fields';
import type { ClusterVersions } from '../versions/cluster-versions';
import { defaultComponents, type FluxRelease, fluxReleases, newestRelease } from '../versions/flux';
import { isOlderMinor } from '../versions/minor';
import { newestGatewayApi, newestKubernetes } from '../versions/newest';

/** What is said of a repo's clusters that the repo does not say. */
export interface AssumedVersions {
  /** Kubernetes minor. @default - the newest that is known */
  readonly kubernetes?: string | undefined;
}

/**
 * What a cluster runs: Flux as its controllers are labelled, or as its FluxInstance says, the rest as assumed. A Flux that
 * is not known counts as the nearest that is.
 */
export function readVersions(
  name: string,
  manifests: readonly Manifest[],
  { kubernetes = newestKubernetes }: AssumedVersions = {},
): ClusterVersions {
  const { version, components } = ofInstance(manifests) ?? ofControllers(manifests) ?? {};
  const release = version === undefined ? newestRelease : nearestRelease(version);
  return {
    name,
    kubernetes,
    flux: { version: version ?? release, release, components: components ?? allComponents },
    gatewayApi: { version: newestGatewayApi },
  };
}

interface ReadFlux {
  readonly version?: string | undefined;
  readonly components: readonly string[];
}

/** Distributions are ranges, such as `2.x` and `2.7.x`. @see https://fluxoperator.dev/docs/crd/fluxinstance/ */
function ofInstance(manifests: readonly Manifest[]): ReadFlux | undefined {
  const instance = manifests.find(
    ({ apiVersion, kind }) => kind === 'FluxInstance' && apiVersion.startsWith('fluxcd.controlplane.io/'),
  );
  if (instance === undefined) return undefined;
  const spec = mapIn(instance.spec);
  const components = stringsIn(spec.components);
  const version = stringIn(mapIn(spec.distribution).version);
  return {
    version: version !== undefined && /^\D*\d+\.\d+/.test(version) ? version : undefined,
    components: components.length > 0 ? components : defaultComponents,
  };
}

function ofControllers(manifests: readonly Manifest[]): ReadFlux | undefined {
  const controllers = manifests.filter(
    ({ apiVersion, kind, metadata }) =>
      apiVersion === 'apps/v1' && kind === 'Deployment' && metadata.labels?.[partOf] === 'flux',
  );
  if (controllers.length === 0) return undefined;
  return {
    version: controllers.map(({ metadata }) => metadata.labels?.[versionLabel]).find((label) => label !== undefined),
    components: controllers.map(({ metadata }) => metadata.name),
  };
}

const partOf = 'app.kubernetes.io/part-of';
const versionLabel = 'app.kubernetes.io/version';

const releases = Object.keys(fluxReleases) as FluxRelease[];
const allComponents = Object.keys(fluxReleases[newestRelease].kinds);

/** `2.9` of `v2.9.4`; of what is older than all that is known, the oldest, and of what is newer, the newest. */
function nearestRelease(version: string): FluxRelease {
  const minor = /\d+\.\d+/.exec(version)?.[0] ?? newestRelease;
  return releases.findLast((release) => !isOlderMinor(minor, release)) ?? releases[0] ?? newestRelease;
}
