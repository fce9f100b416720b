import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import type { ClusterFacts } from '../facts/cluster-facts';
import { shared } from '../facts/shared';
import type { Tenancy } from '../facts/tenancy';
import { fluxKinds } from './kinds';
import { servedTenant } from './served-tenant';
import { specOf } from './spec-of';

/** How exactly a reference says what it means: one version; those of a range; or whatever is there at the moment. */
export type Pinning = 'exact' | 'range' | 'moving';

/** What the platform takes from elsewhere, and how exactly it says which. */
export interface Taken {
  readonly object: IndexedObject;
  /** Where it stands and what it says, `spec.ref.branch: main`. */
  readonly says: string;
  readonly pinning: Pinning;
}

/**
 * Everything that the platform takes from other repos and registries. Left out is what tenants take, who decide
 * themselves, and the hub repo, which is reviewed.
 */
export const takenByPlatform = shared((facts: ClusterFacts): readonly Taken[] => [...takenIn(facts)]);

function* takenIn({ index, tenancy, hubSources }: ClusterFacts): Iterable<Taken> {
  const ofOthers = new Set([...hubSources, ...sourcesOfTenants(index, tenancy)]);
  const ofPlatform = (object: IndexedObject) => {
    const { kind, metadata } = object.manifest;
    return !tenancy.of(object) && !ofOthers.has(`${kind}/${metadata.namespace}/${metadata.name}`);
  };
  for (const [kind, read] of readers)
    for (const object of fluxKinds(index, kind)) {
      const found = ofPlatform(object) && read(object);
      if (found) yield { object, ...found };
    }
}

/** Where the platform itself applies what tenants commit, the branch is theirs. */
function sourcesOfTenants(index: ManifestIndex, tenancy: Tenancy): string[] {
  return fluxKinds(index, 'Kustomization').flatMap((object) => {
    const {
      kind,
      name,
      namespace = object.manifest.metadata.namespace,
    } = specOf<{ sourceRef: { kind: string; name: string; namespace?: string } }>(object).sourceRef ?? {};
    return servedTenant(tenancy, object) ? [`${kind}/${namespace}/${name}`] : [];
  });
}

type Reader = (object: IndexedObject) => Omit<Taken, 'object'> | undefined;

interface GitRef {
  readonly commit?: string;
  readonly name?: string;
  readonly semver?: string;
  readonly tag?: string;
  readonly branch?: string;
}

/** In the order in which the fields of a Git reference count. @see https://fluxcd.io/flux/components/source/gitrepositories/#reference */
const ofGit: Reader = (object) => {
  const { commit, name, semver, tag, branch } = specOf<{ ref: GitRef }>(object).ref ?? {};
  if (commit) return undefined;
  if (name) return { says: `spec.ref.name: ${name}`, pinning: name.startsWith('refs/tags/') ? 'exact' : 'moving' };
  if (semver) return { says: `spec.ref.semver: ${semver}`, pinning: pinningOf(semver) };
  if (tag) return undefined;
  return { says: branch ? `spec.ref.branch: ${branch}` : 'no spec.ref, and so master', pinning: 'moving' };
};

interface OciRef {
  readonly digest?: string;
  readonly semver?: string;
  readonly tag?: string;
}

const ofOci: Reader = (object) => {
  const { digest, semver, tag } = specOf<{ ref: OciRef }>(object).ref ?? {};
  if (digest) return undefined;
  if (semver) return { says: `spec.ref.semver: ${semver}`, pinning: pinningOf(semver) };
  if (tag) return { says: `spec.ref.tag: ${tag}`, pinning: isMovingTag(tag) ? 'moving' : 'exact' };
  return { says: 'no spec.ref, and so latest', pinning: 'moving' };
};

interface ChartSpec {
  readonly version?: string;
  readonly sourceRef?: { readonly kind?: string };
}

const ofChart: Reader = (object) => chartTaken('spec', specOf<ChartSpec>(object));

const ofRelease: Reader = (object) =>
  chartTaken('spec.chart.spec', specOf<{ chart: { spec?: ChartSpec } }>(object).chart?.spec);

/** Charts of repos and buckets are taken as they lie there, whatever their version. */
function chartTaken(path: string, chart: ChartSpec | undefined): Omit<Taken, 'object'> | undefined {
  if (chart?.sourceRef?.kind !== 'HelmRepository') return undefined;
  const { version } = chart;
  if (!version) return { says: `no ${path}.version`, pinning: 'moving' };
  return { says: `${path}.version: ${version}`, pinning: pinningOf(version) };
}

const readers = [
  ['GitRepository', ofGit],
  ['OCIRepository', ofOci],
  ['HelmChart', ofChart],
  ['HelmRelease', ofRelease],
] as const;

const exact = /^\s*=?\s*v?\d+\.\d+\.\d+(?:[-+][-+.\da-z]+)?\s*$/i;
/** `*`, `>=1.2`, `!=1.2.3`: what is released next year is among them. */
const endless = /^\s*(?:[*x].*|(?:>=?|=>|!=)[^<]*)?$/i;

/** How exact a version is, or a range of versions. */
function pinningOf(version: string): Pinning {
  if (isMovingTag(version)) return 'moving';
  if (exact.test(version)) return 'exact';
  return version.split('||').some((range) => endless.test(range)) ? 'moving' : 'range';
}

/** Names under which something else is published again and again. */
function isMovingTag(tag: string): boolean {
  return /^(?:.*[-.])?(?:latest|main|master|edge|nightly|stable|dev|develop)$/.test(tag);
}
