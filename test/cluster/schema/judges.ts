import { readFacts } from '../../../lib/audit/cluster-facts';
import { checkCluster, checkWriting } from '../../../lib/checks/check-cluster';
import type { Manifest } from '../../../lib/manifest/manifest';
import type { ClusterVersions } from '../../../lib/versions/cluster-versions';
import { type FluxComponent, fluxReleases } from '../../../lib/versions/flux';
import { type KubernetesApi, Refused } from '../harness/kubernetes-api';

/** What the test cluster runs. */
export const versions: ClusterVersions = {
  name: 'test',
  kubernetes: '1.34',
  flux: { version: '2.9.4', release: '2.9', components: Object.keys(fluxReleases['2.9'].kinds) as FluxComponent[] },
  gatewayApi: { version: '1.6' },
};

/** Of the rules, those that judge an object by itself; the others look at what surrounds it. */
const OWN = /^(manifest\/.+|kubernetes\/(invalid-.+|listed-twice|negative-amount))$/;

/** Why we refuse an object; empty where we do not. */
export function ourRefusal(manifest: Manifest): string {
  const facts = readFacts({
    cluster: versions,
    objects: [{ manifest, file: 'object.yaml', origin: () => undefined }],
    hubSources: new Set(),
    appliedBy: () => undefined,
    hasFolder: () => true,
    externals: new Set(),
  });
  const errors = [...checkCluster(facts), ...checkWriting(facts)].filter(({ severity }) => severity === 'error');
  const own = errors.filter(({ rule }) => OWN.test(rule));
  return own.map(({ rule, message }) => `${rule}: ${message}`).join('\n');
}

/**
 * Why the API server refuses an object, asked to create it and to apply it without storing anything; empty where it does not.
 * The two read an object differently: Flux applies, and to create is what shows how a kind is decoded and validated with
 * nothing of an older object left in.
 */
export async function refusalOf(api: KubernetesApi, manifest: Manifest, how: 'create' | 'apply'): Promise<string> {
  try {
    await api[how](manifest, { dryRun: true });
    return '';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // Validation comes before the name is looked up.
    return error.reason === 'AlreadyExists' ? '' : error.message;
  }
}
