import { loadAll } from 'js-yaml';
import { withFurtherValues } from './further-values';
import type { Project, Release } from './projects';
import type { Reader } from './read';
import type { StructuralSchema } from './schema';

/** What the importer keeps of a CustomResourceDefinition. */
export interface Crd {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** The served versions, the one to write today first. */
  readonly versions: readonly [CrdVersion, ...CrdVersion[]];
}

export interface CrdVersion {
  readonly name: string;
  readonly schema: StructuralSchema;
}

/** The table's kinds of a release, sorted by group and kind, whatever else its files hold. */
export async function readCrds(project: Project, release: Release, read: Reader): Promise<readonly Crd[]> {
  const crds = (await read(release))
    .flatMap((text) => loadAll(text) as readonly unknown[])
    .filter(isCrd)
    .filter(({ spec }) => isWanted(project, spec.group, spec.names.kind))
    .map((crd) => withFurther(project, reduce(crd)))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const missing = project.kinds.find((kind) => !crds.some((crd) => covers(kind, crd.group, crd.kind)));
  if (missing) throw new Error(`${project.title} ${release.version} has no ${missing}`);
  return crds;
}

/** A CustomResourceDefinition as far as it is read here. */
interface CustomResourceDefinition {
  readonly kind: 'CustomResourceDefinition';
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: 'Namespaced' | 'Cluster';
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: StructuralSchema };
    }[];
  };
}

function isCrd(document: unknown): document is CustomResourceDefinition {
  return (document as { readonly kind?: unknown } | null | undefined)?.kind === 'CustomResourceDefinition';
}

function isWanted(project: Project, group: string, kind: string): boolean {
  return project.kinds.some((wanted) => covers(wanted, group, kind));
}

function covers(wanted: string, group: string, kind: string): boolean {
  return wanted === `${group}/*` || wanted === `${group}/${kind}`;
}

function reduce({ spec }: CustomResourceDefinition): Crd {
  const [first, ...rest] = spec.versions
    .filter((version) => version.served)
    .sort((a, b) => byPriority(a.name, b.name))
    .map(({ name, schema }): CrdVersion => ({ name, schema: schema.openAPIV3Schema }));
  if (!first) throw new Error(`${spec.group}/${spec.names.kind} serves no version`);
  const { kind, plural } = spec.names;
  return { group: spec.group, kind, plural, scope: spec.scope, versions: [first, ...rest] };
}

/**
 * Orders versions as Kubernetes does: stable before beta before alpha, newest first.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority
 */
export function byPriority(a: string, b: string): number {
  const [left, right] = [rank(a), rank(b)];
  return right.stage - left.stage || right.major - left.major || right.minor - left.minor;
}

function rank(version: string): { readonly stage: number; readonly major: number; readonly minor: number } {
  const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  if (major === undefined) throw new Error(`${version} is no version of a Kubernetes API`);
  return { stage: ['alpha', 'beta', undefined].indexOf(stage), major: Number(major), minor: Number(minor ?? 0) };
}

function withFurther({ furtherValues = [] }: Project, crd: Crd): Crd {
  const further = furtherValues.filter(({ kind }) => kind === sortKey(crd));
  const [first, ...rest] = crd.versions;
  const widened = (version: CrdVersion) => ({ ...version, schema: further.reduce(withFurtherValues, version.schema) });
  return { ...crd, versions: [widened(first), ...rest.map(widened)] };
}

function sortKey({ group, kind }: Crd): string {
  return `${group}/${kind}`;
}
