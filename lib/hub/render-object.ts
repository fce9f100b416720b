import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { keepAnnotation, managedByHub, managedByLabel, tenantLabel } from '../flux/names';
import { canonical } from '../manifest/canonical';
import { scopeOf } from '../manifest/catalog';
import { groupOf, type Manifest } from '../manifest/manifest';
import { sentence } from '../mistake/sentence';
import { report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { PatchError } from '../object/patch';
import { isGuarded } from '../policies/guarded-kinds';

type Labels = Readonly<Record<string, string>>;

/** Labels that an owner gives to its objects. */
export interface OwnerLabels {
  /** Those of kinds that the guard looks at. */
  readonly guarded: Labels;
  readonly others: Labels;
}

/**
 * Made once per owner. A tenant's objects of other kinds than the hub's do not get the label that the guard looks for:
 * controllers would copy it to what they make.
 */
export function ownerLabels(labels: Labels): OwnerLabels {
  const guarded = labels[tenantLabel] === undefined ? labels : { ...labels, [managedByLabel]: managedByHub };
  return { guarded, others: labels };
}

/** The object that a construct stands for, as it is written; undefined where it stands for none, or for one that is reported. */
export function renderObject(construct: IConstruct, labels: OwnerLabels): Manifest | undefined {
  try {
    const manifest = givenBy(construct);
    return manifest && canonical(labelled(kept(complete(manifest)), labels));
  } catch (error) {
    report(construct, {
      rule: 'manifest/not-rendered',
      message: `The object cannot be rendered: ${sentence(error)}`,
      fix: 'Correct what it is given.',
    });
    return undefined;
  }
}

/** The manifest, if it says what every object must. @throws TypeError where it does not */
export function complete(manifest: Manifest): Manifest {
  const lacking = lackingIn(manifest);
  if (lacking !== undefined) throw new TypeError(`it lacks \`${lacking}\`, a string`);
  return manifest;
}

function lackingIn({
  apiVersion,
  kind,
  metadata,
}: { readonly [field in keyof Manifest]?: unknown }): string | undefined {
  if (typeof apiVersion !== 'string') return 'apiVersion';
  if (typeof kind !== 'string') return 'kind';
  const { name } = (metadata ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? undefined : 'metadata.name';
}

function givenBy(construct: IConstruct): Manifest | undefined {
  if (KubeObject.isKubeObject(construct)) return patched(construct);
  if (ApiObject.isApiObject(construct)) return withoutChartNamespace(construct.toJson(), construct.chart.namespace);
  return undefined;
}

/** The object with its patches; as it was given, where one does not fit, so that what names it still finds it. */
function patched(object: KubeObject): Manifest {
  try {
    return object.render();
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    report(object, {
      rule: 'manifest/patch',
      message: sentence(error),
      fix: 'Correct its path: paths are those of the rendered YAML, from the root of the object.',
    });
    return object.manifest;
  }
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
function labelled(manifest: Manifest, { guarded, others }: OwnerLabels): Manifest {
  const { apiVersion, kind, metadata } = manifest;
  const labels = isGuarded(groupOf(apiVersion), kind) ? guarded : others;
  if (Object.keys(labels).every((label) => metadata.labels?.[label] !== undefined)) return manifest;
  return { ...manifest, metadata: { ...metadata, labels: { ...labels, ...metadata.labels } } };
}
