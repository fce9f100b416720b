import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { keepAnnotation } from '../flux/names';
import { canonical } from '../manifest/canonical';
import { scopeOf } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';
import { report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { Owner } from '../object/owner';
import { applyPatch, PatchError } from '../object/patch';
import type { Cluster, Override } from './cluster';

/** An object of a cluster, with the construct and the owner it comes from. */
export interface Collected {
  readonly manifest: Manifest;
  readonly construct: IConstruct;
  readonly owner: Owner;
  /** The owner's part that it belongs to. */
  readonly part: string;
}

type Labels = Readonly<Record<string, string>>;

/** Every object below a cluster, as it is rendered. Objects that nobody owns are reported. */
export function collect(cluster: Cluster): Collected[] {
  const collected: Collected[] = [];
  const visit = (construct: IConstruct, owner: Owner | undefined, around: Labels): void => {
    const nearest = Owner.isOwner(construct) ? construct : owner;
    if (nearest?.accepted === false) return;
    const labels = nearest === owner ? around : (nearest?.labels ?? {});
    const manifest = manifestOf(construct);
    if (manifest) {
      const part = nearest?.partOf(manifest, construct);
      if (!nearest) reportUnowned(construct, manifest);
      else if (part !== undefined)
        collected.push({ manifest: labelled(manifest, labels), construct, owner: nearest, part });
    }
    for (const child of construct.node.children) visit(child, nearest, labels);
  };
  visit(cluster, undefined, {});
  return collected;
}

/** The objects after the cluster's overrides. An override that changes more or fewer than it expects is reported. */
export function override<T extends { readonly manifest: Manifest; readonly sealed?: Uint8Array }>(
  objects: readonly T[],
  overrides: readonly Override[],
  problem: (override: Override, message: string) => void,
): readonly T[] {
  return overrides.reduce<readonly T[]>((before, change) => {
    const selected = select(before, change, problem);
    return before.map((object) => {
      if (!selected.has(object)) return object;
      const { kind, metadata } = object.manifest;
      if (object.sealed) {
        problem(change, `${kind} ${metadata.name} is encrypted and copied as it is: no override can change it.`);
        return object;
      }
      try {
        return { ...object, manifest: complete(canonical(applyPatch(object.manifest, change.patch))) };
      } catch (error) {
        problem(change, `${kind} ${metadata.name}: ${sentence(error)}`);
        return object;
      }
    });
  }, objects);
}

function select<T extends { readonly manifest: Manifest }>(
  objects: readonly T[],
  change: Override,
  problem: (override: Override, message: string) => void,
): ReadonlySet<T> {
  try {
    const selected = new Set(objects.filter(({ manifest }) => change.select(manifest)));
    if (selected.size !== change.expect)
      problem(change, `The override expects ${change.expect} objects and matches ${selected.size}.`);
    return selected;
  } catch (error) {
    problem(change, `The selection of the override fails: ${sentence(error)}`);
    return new Set();
  }
}

function manifestOf(construct: IConstruct): Manifest | undefined {
  try {
    const manifest = givenBy(construct);
    return manifest && canonical(kept(complete(manifest)));
  } catch (error) {
    if (error instanceof PatchError) report(construct, { rule: 'manifest/patch', message: sentence(error) });
    else
      report(construct, {
        rule: 'manifest/not-rendered',
        message: `The object cannot be rendered: ${sentence(error)}`,
      });
    return undefined;
  }
}

function givenBy(construct: IConstruct): Manifest | undefined {
  if (KubeObject.isKubeObject(construct)) return construct.render();
  if (ApiObject.isApiObject(construct)) return withoutChartNamespace(construct.toJson(), construct.chart.namespace);
  return undefined;
}

/** The manifest, if it says what every object must. @throws where it does not */
function complete(manifest: Manifest): Manifest {
  const { apiVersion, kind, metadata } = manifest as { [field in keyof Manifest]?: unknown };
  const missing =
    typeof apiVersion !== 'string'
      ? 'apiVersion'
      : typeof kind !== 'string'
        ? 'kind'
        : typeof (metadata as { name?: unknown } | undefined)?.name !== 'string' && 'metadata.name';
  if (missing) throw new TypeError(`it lacks \`${missing}\`, a string`);
  return manifest;
}

/** What an error says, with a full stop. */
function sentence(error: unknown): string {
  return `${error instanceof Error ? error.message : error}`.replace(/\.?$/, '.');
}

/** cdk8s gives a chart's namespace to every object in it, also to those that live in none. */
function withoutChartNamespace(manifest: Manifest, namespace: string | undefined): Manifest {
  const { namespace: own, ...metadata } = manifest.metadata;
  const drop = own !== undefined && own === namespace && scopeOf(manifest.apiVersion, manifest.kind) === 'Cluster';
  return drop ? { ...manifest, metadata } : manifest;
}

/** CustomResourceDefinitions take every object of their kind along when they go. */
function kept(manifest: Manifest): Manifest {
  if (manifest.kind !== 'CustomResourceDefinition') return manifest;
  const annotations = { ...manifest.metadata.annotations, ...keepAnnotation };
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}

/** cdk8s gives a chart's labels to its own objects only. */
function labelled(manifest: Manifest, labels: Labels): Manifest {
  const { metadata } = manifest;
  if (Object.keys(labels).every((label) => metadata.labels?.[label] !== undefined)) return manifest;
  return canonical({ ...manifest, metadata: { ...metadata, labels: { ...labels, ...metadata.labels } } });
}

function reportUnowned(construct: IConstruct, { kind, metadata }: Manifest): void {
  report(construct, {
    rule: 'hub/object-without-owner',
    message: `${kind} ${metadata.name} stands directly under the cluster, where nothing applies it.`,
    fix: "Create it in a PlatformService, in a service's `config`, or in a Tenant.",
  });
}
