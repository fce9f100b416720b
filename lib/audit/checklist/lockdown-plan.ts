import type { ClusterFacts } from '../../checks/facts/cluster-facts';
import { dependenciesOf } from '../../checks/flux/dependencies';
import { fluxKinds } from '../../checks/flux/kinds';
import { scopeOf } from '../../manifest/catalog';
import type { Finding, FindingObject } from '../../manifest/finding';
import { findingObject } from '../../manifest/finding';
import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf, keyOf } from '../../manifest/object-id';
import { plural } from '../../report/plural';
import { mapIn, stringIn } from '../../tree/fields';
import type { TreeCluster } from '../../tree/tree';
import { withoutAccount } from './own-account';

/** What is to be done before Flux is locked down, or would fail from then on. */
export interface WorkItem {
  /** A clause that says what to do with the object. */
  readonly todo: string;
  /** What it would lose; a clause that follows the object's name. */
  readonly loses: string;
  /** The tenant whose it is; undefined for the platform's. */
  readonly tenant?: string | undefined;
  readonly object: FindingObject;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/**
 * What would lose its rights if Flux were locked down now, in the order in which it is to be mended: the platform first, what
 * applies others before them, then tenant by tenant. Empty where nothing would; undefined where it is locked down.
 * @param foreign findings of references that leave their namespace, which lockdown refuses
 */
export function lockdownPlan(
  cluster: TreeCluster,
  facts: ClusterFacts,
  foreign: readonly Finding[],
): WorkItem[] | undefined {
  const { flux, tenancy } = facts;
  if (flux.defaultServiceAccount !== undefined && flux.refusesForeignReferences) return undefined;
  const unnamed = flux.defaultServiceAccount === undefined ? withoutAccount(facts) : [];
  const applied = appliedObjects(facts, unnamed);
  const ordered = inOrderOfApplying(facts, unnamed);
  const steps = ordered.map((object): WorkItem => {
    const tenant = tenancy.of(object)?.name;
    return {
      todo: `set spec.serviceAccountName: ${accountFor(object, tenant !== undefined, flux.namespace)}`,
      loses: losses(object, applied.get(object) ?? []),
      tenant,
      object: findingObject(object.manifest.apiVersion, idOf(object.manifest)),
      ...object.origin(),
    };
  });
  const platform = steps.filter(({ tenant }) => tenant === undefined);
  const tenants = tenancy.tenants.flatMap(({ name }) => steps.filter(({ tenant }) => tenant === name));
  const references = flux.refusesForeignReferences ? [] : foreign.flatMap(referenceItem);
  const entry = flux.defaultServiceAccount === undefined ? entryItem(cluster) : [];
  return [...entry, ...platform, ...tenants, ...references];
}

/** The Kustomization that everything starts from, where bootstrap makes it: it is changed by a patch beside its file. */
function entryItem({ foundBy, fluxSystem, kustomizations: [first], objects }: TreeCluster): WorkItem[] {
  if (first === undefined || !first.assumed || foundBy === 'flux-instance') return [];
  const patches = JSON.stringify([fluxSystem?.kustomization?.patches, fluxSystem?.kustomization?.patchesJson6902]);
  const isNamed = stringIn(mapIn(first.manifest.spec).serviceAccountName) !== undefined;
  if (isNamed || patches.includes('serviceAccountName')) return [];
  const { length } = objects.filter(({ kustomization }) => kustomization === first.key);
  return [
    {
      todo: 'patch in spec.serviceAccountName: kustomize-controller, in the kustomization.yaml beside gotk-sync.yaml',
      loses: `applies ${plural(length, 'object')}, and by them everything else`,
      object: findingObject(first.manifest.apiVersion, idOf(first.manifest)),
      ...(fluxSystem && { file: `${fluxSystem.folder}/kustomization.yaml`, line: 1 }),
    },
  ];
}

function accountFor(
  { manifest: { kind, metadata } }: IndexedObject,
  isTenants: boolean,
  fluxNamespace: string,
): string {
  if (isTenants) return `a ServiceAccount of ${metadata.namespace} that is bound to a role there, not to cluster-admin`;
  if (metadata.namespace !== fluxNamespace)
    return `a ServiceAccount of ${metadata.namespace} that is bound to what it applies`;
  return kind === 'HelmRelease' ? 'helm-controller' : 'kustomize-controller';
}

function losses({ manifest: { kind } }: IndexedObject, objects: readonly IndexedObject[]): string {
  if (kind === 'HelmRelease') return 'installs a chart, whose objects the repo does not hold';
  if (objects.length === 0) return 'applies what the repo does not hold';
  const global = objects.filter(({ manifest }) => scopeOf(manifest.apiVersion, manifest.kind) === 'Cluster');
  const count = `applies ${plural(objects.length, 'object')}`;
  const [first] = global;
  return first
    ? `${count}, ${global.length} of them in no namespace, such as ${formatId(idOf(first.manifest))}`
    : count;
}

function appliedObjects({ index, applierOf }: ClusterFacts, appliers: readonly IndexedObject[]) {
  const applied = new Map<IndexedObject, IndexedObject[]>(appliers.map((object) => [object, []]));
  for (const object of index.objects) {
    const applier = applierOf(object);
    if (applier) applied.get(applier)?.push(object);
  }
  return applied;
}

/** What applies or precedes others comes before them; otherwise by kind, namespace and name. */
function inOrderOfApplying({ index, applierOf }: ClusterFacts, objects: readonly IndexedObject[]): IndexedObject[] {
  const kinds = fluxKinds(index, 'Kustomization', 'HelmRelease');
  const byKey = new Map(kinds.map((object) => [keyOf(idOf(object.manifest)), object]));
  const wanted = new Set(objects);
  const ordered: IndexedObject[] = [];
  const seen = new Set<IndexedObject>();
  const visit = (start: IndexedObject): void => {
    const open: { readonly object: IndexedObject; readonly done: boolean }[] = [{ object: start, done: false }];
    for (let top = open.pop(); top; top = open.pop()) {
      const { object, done } = top;
      if (done && wanted.has(object)) ordered.push(object);
      if (done || seen.has(object)) continue;
      seen.add(object);
      open.push({ object, done: true });
      const before = dependenciesOf(object.manifest).flatMap((id) => byKey.get(keyOf(id)) ?? []);
      for (const other of [applierOf(object) ?? [], before].flat()) open.push({ object: other, done: false });
    }
  };
  for (const object of [...objects].sort(byName)) visit(object);
  return ordered;
}

function byName(a: IndexedObject, b: IndexedObject): number {
  const [x, y] = [a, b].map(({ manifest }) => `${manifest.kind === 'Kustomization' ? 0 : 1} ${keyOf(idOf(manifest))}`);
  return (x ?? '') < (y ?? '') ? -1 : 1;
}

function referenceItem({ object, message, file, line }: Finding): WorkItem[] {
  if (object === undefined) return [];
  const { kind, namespace, name } = object;
  const id = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} `;
  const loses = message.startsWith(id) ? message.slice(id.length).replace(/\.$/, '') : message;
  return [{ todo: 'name something of its own namespace', loses, object, file, line }];
}
