import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type ReadCluster, readFacts } from '../../lib/audit/cluster-facts';
import { checkCluster, checkWriting } from '../../lib/checks/check-cluster';
import { checkFleet } from '../../lib/checks/check-fleet';
import type { Substitution } from '../../lib/checks/facts/substitution';
import { summarise } from '../../lib/checks/fleet/summarise';
import type { Finding } from '../../lib/manifest/finding';
import type { Manifest } from '../../lib/manifest/manifest';
import type { IndexedObject } from '../../lib/manifest/manifest-index';
import { keyOf, type ObjectId } from '../../lib/manifest/object-id';
import { type FindObject, postBuild } from '../../lib/tree/post-build';
import type { ClusterVersions } from '../../lib/versions/cluster-versions';
import { manifestsIn } from '../deploy/tree';

const checks = join(__dirname, '../../lib/checks');

/** What a fixture's cluster runs, unless its first line says otherwise: `# cluster: { "kubernetes": "1.33" }`. */
const usual: ClusterVersions = {
  name: 'fixture',
  kubernetes: '1.34',
  flux: {
    version: '2.9.4',
    release: '2.9',
    components: ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'],
  },
  gatewayApi: { version: '1.6' },
};

/** What every cluster has that its repo does not hold. */
const outside: readonly ObjectId[] = [
  { group: 'source.toolkit.fluxcd.io', kind: 'GitRepository', namespace: 'flux-system', name: 'flux-system' },
  { group: '', kind: 'ServiceAccount', namespace: 'flux-system', name: 'kustomize-controller' },
  { group: '', kind: 'ServiceAccount', namespace: 'flux-system', name: 'helm-controller' },
];

/** Annotations that a fixture tells about its objects with; rules do not see them. */
const marks = {
  /** `<namespace>/<name>` of the Flux Kustomization that applies it. */
  appliedBy: 'fixture/applied-by',
  /** Its file. @default - the fixture */
  file: 'fixture/file',
  /** Its owner, as `tenant/billing`. @default - whose namespace it is in */
  owner: 'fixture/owner',
};

/** A cluster of a fixture. */
export interface FixtureCluster extends ReadCluster {
  /** @default - nobody says */
  readonly environment?: string;
}

/** The fixture beside a rule: a small cluster that breaks it, or keeps it. */
export function fixture(rule: string, kind: 'good' | 'bad'): FixtureCluster {
  return clusterIn(checks, `${rule}.${kind}.yaml`);
}

/** The fixture beside a rule over the fleet: a few clusters, each of which begins with a line of its own. */
export function fleetFixture(rule: string, kind: 'good' | 'bad'): readonly FixtureCluster[] {
  const file = `${rule.slice(rule.indexOf('/') + 1)}.${kind}.yaml`;
  const text = readFileSync(join(checks, 'fleet', file), 'utf8');
  return text.split(/^(?:---\n)?(?=# cluster: )/m).map((part) => clusterOf(part, file));
}

/** What a rule says of its bad fixture, as that tells it: `# says: Namespace billing has no quota.`, a line for each finding. */
export function told(rule: string): readonly string[] {
  const ofCluster = join(checks, `${rule}.bad.yaml`);
  const file = existsSync(ofCluster)
    ? ofCluster
    : join(checks, 'fleet', `${rule.slice(rule.indexOf('/') + 1)}.bad.yaml`);
  return [...readFileSync(file, 'utf8').matchAll(/^# says: (.+)$/gm)].map(([, message]) => message ?? '');
}

/** A small cluster, as a file of a folder tells it. */
export function clusterIn(folder: string, file: string): FixtureCluster {
  return clusterOf(readFileSync(join(folder, file), 'utf8'), file);
}

/** A small cluster, as its manifests tell it. */
export function clusterOf(text: string, file: string): FixtureCluster {
  const [, said = '{}'] = /^# cluster: (.+)$/m.exec(text) ?? [];
  const { environment, ...versions } = JSON.parse(said);
  const objects = manifestsIn(text, file).map((manifest) => indexed(manifest, file));
  const marked = new Map(objects.map(({ object, marks }) => [object, marks]));
  return {
    ...(environment !== undefined && { environment }),
    cluster: { ...usual, ...versions },
    objects: objects.map(({ object }) => object),
    hubSources: new Set(['GitRepository/flux-system/flux-system']),
    appliedBy: (object) => marked.get(object)?.appliedBy,
    substitutionOf: (object) => substitutionOf(object, objects),
    hasFolder: () => true,
    externals: new Set(outside.map(keyOf)),
  };
}

type Marks = { readonly [mark in keyof typeof marks]?: string | undefined };

interface Marked {
  readonly object: IndexedObject;
  readonly marks: Marks;
}

function indexed(manifest: Manifest, fixtureFile: string): Marked {
  const { annotations = {}, ...metadata } = manifest.metadata;
  const known = Object.values(marks);
  const rest = Object.entries(annotations).filter(([key]) => !known.includes(key));
  const found: Marks = Object.fromEntries(Object.entries(marks).map(([mark, key]) => [mark, annotations[key]]));
  const { file = fixtureFile, owner } = found;
  const clean = {
    ...manifest,
    metadata: { ...metadata, ...(rest.length > 0 && { annotations: Object.fromEntries(rest) }) },
  };
  return {
    object: { manifest: clean, file, ...(owner !== undefined && { owner }), origin: () => ({ file, line: 1 }) },
    marks: found,
  };
}

/** What the variables of a Kustomization come to in what it applies. */
function substitutionOf({ manifest }: IndexedObject, objects: readonly Marked[]): Substitution | undefined {
  const key = `${manifest.metadata.namespace}/${manifest.metadata.name}`;
  const applied = objects
    .filter(({ marks: { appliedBy } }) => appliedBy === key)
    .map(({ object }) => ({ manifest: object.manifest, text: stringify(object.manifest) }));
  const find: FindObject = (kind, namespace, name) =>
    objects
      .map(({ object }) => object.manifest)
      .find(
        ({ kind: other, metadata }) => other === kind && metadata.namespace === namespace && metadata.name === name,
      );
  return postBuild(manifest, applied, find).substitution;
}

/** What all rules say of a fleet of some clusters. */
export function findingsOf(...clusters: readonly FixtureCluster[]): Finding[] {
  const fleet = clusters.map((cluster) => ({ ...readFacts(cluster), environment: cluster.environment }));
  const ofClusters = fleet.flatMap((facts) => [...checkCluster(facts), ...checkWriting(facts)]);
  return [...ofClusters, ...checkFleet(fleet.map(summarise))];
}
