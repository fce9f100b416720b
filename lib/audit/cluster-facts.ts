import { accessIn } from '../checks/facts/access';
import type { ClusterFacts } from '../checks/facts/cluster-facts';
import { isolationIn } from '../checks/facts/isolation';
import { routingIn } from '../checks/facts/routing';
import type { IndexedObject } from '../manifest/manifest-index';
import { ManifestIndex } from '../manifest/manifest-index';
import type { ClusterVersions } from '../versions/cluster-versions';
import { inferTenancy } from './infer-tenancy';
import { readInstallation } from './read-installation';

/** What was read of a cluster whose YAML we did not render. */
export interface ReadCluster {
  readonly cluster: ClusterVersions;
  readonly objects: readonly IndexedObject[];
  /** Sources that are the repo itself, as `<kind>/<namespace>/<name>`. */
  readonly hubSources: ReadonlySet<string>;
  /** `<namespace>/<name>` of the Flux Kustomization that applies an object, where that is known. */
  readonly appliedBy: (object: IndexedObject) => string | undefined;
  readonly hasFolder: ClusterFacts['hasFolder'];
  /** @default - nobody has looked */
  readonly substitutionOf?: NonNullable<ClusterFacts['substitutionOf']>;
  /** Keys of objects that are created elsewhere. */
  readonly externals: ReadonlySet<string>;
  /** What tells how Flux is installed. @default - its controllers, or its FluxInstance, are among the objects */
  readonly installation?: readonly IndexedObject[] | undefined;
  /** The day by which acknowledgements end, `2027-03-01`. @default - none of them ends */
  readonly today?: string | undefined;
}

/** What the rules are told of it: who owns what is inferred from the objects. */
export function readFacts({ objects, appliedBy, installation, today, ...read }: ReadCluster): ClusterFacts {
  const index = new ManifestIndex(objects);
  const flux = readInstallation(installation === undefined ? index : new ManifestIndex(installation));
  const access = accessIn(index);
  const tenancy = inferTenancy(index, read.hubSources, flux);
  const applierOf = (object: IndexedObject) => {
    const [namespace, name] = appliedBy(object)?.split('/') ?? [];
    if (name === undefined) return undefined;
    return index.get({ group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', namespace, name });
  };
  return {
    ...read,
    ...(today !== undefined && { today }),
    index,
    flux,
    access,
    isolation: isolationIn(access, tenancy),
    routing: routingIn(index),
    applierOf,
    tenancy,
  };
}
