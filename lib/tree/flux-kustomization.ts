import { listIn, mapIn, stringIn } from './fields';

/** What the spec of a Flux Kustomization says of its build. */
export interface BuildSpec {
  readonly targetNamespace?: unknown;
  readonly namePrefix?: unknown;
  readonly nameSuffix?: unknown;
  readonly patches?: unknown;
  readonly patchesStrategicMerge?: unknown;
  readonly patchesJson6902?: unknown;
  readonly images?: unknown;
  readonly components?: unknown;
  readonly ignoreMissingComponents?: unknown;
  readonly buildMetadata?: unknown;
}

const fields = [
  'targetNamespace',
  'namePrefix',
  'nameSuffix',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'images',
  'components',
  'ignoreMissingComponents',
  'buildMetadata',
] as const;

/** Those fields of a spec that its build depends on, and none that says nothing. */
export function buildSpecOf(spec: Readonly<Record<string, unknown>>): BuildSpec {
  const says = (value: unknown) => value !== undefined && value !== null && value !== '' && !isEmptyList(value);
  return Object.fromEntries(fields.flatMap((field) => (says(spec[field]) ? [[field, spec[field]]] : [])));
}

/**
 * The kustomization that Flux builds: the one of the folder, or the one it makes where there is none, with what the
 * Flux Kustomization says added to it.
 * @param missing says whether a component is not there
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#generate-kustomizationyaml
 */
export function withBuildSpec(
  kustomization: Readonly<Record<string, unknown>>,
  spec: BuildSpec,
  missing: (component: string) => boolean,
): Record<string, unknown> {
  const added = (field: string, items: readonly unknown[]) =>
    items.length > 0 ? { [field]: [...listIn(kustomization[field]), ...items] } : {};
  return {
    ...kustomization,
    // Without resources it would be refused as empty.
    ...(listIn(kustomization.resources).length === 0 && { buildMetadata: ['originAnnotations'] }),
    ...optional('namespace', spec.targetNamespace),
    ...optional('namePrefix', spec.namePrefix),
    ...optional('nameSuffix', spec.nameSuffix),
    ...added('patches', listIn(spec.patches).map(patchOf)),
    ...added(
      'components',
      componentsOf(spec).filter((path) => !(spec.ignoreMissingComponents === true && missing(path))),
    ),
    ...added('patchesStrategicMerge', listIn(spec.patchesStrategicMerge).map(textOf)),
    ...added(
      'patchesJson6902',
      listIn(spec.patchesJson6902).map((patch) => patchOf({ ...mapIn(patch), patch: textOf(mapIn(patch).patch) })),
    ),
    ...imagesOf(listIn(kustomization.images), listIn(spec.images)),
    ...optional('buildMetadata', spec.buildMetadata),
  };
}

/** The components that a Flux Kustomization adds. */
export function componentsOf(spec: BuildSpec): string[] {
  return listIn(spec.components).flatMap((path) => stringIn(path) ?? []);
}

/** A patch has its text in it: Flux knows no `path` there. */
function patchOf(patch: unknown): unknown {
  const { patch: text, target } = mapIn(patch);
  return target === undefined || target === null ? { patch: text } : { patch: text, target };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** An image is overridden by field; a tag and a digest take each other's place. */
function imagesOf(own: readonly unknown[], added: readonly unknown[]): { images?: unknown[] } {
  if (added.length === 0) return {};
  const images = own.map((image) => ({ ...mapIn(image) }));
  for (const { name, newName, newTag, digest } of added.map(mapIn)) {
    const known = images.find((image) => image.name === name);
    const version = { ...optional('newTag', newTag), ...optional('digest', digest) };
    if (known === undefined) images.push({ name, ...optional('newName', newName), ...version });
    else {
      Object.assign(known, optional('newName', newName));
      if (Object.keys(version).length > 0) {
        delete known.newTag;
        delete known.digest;
        Object.assign(known, version);
      }
    }
  }
  return { images };
}

function optional(field: string, value: unknown): Record<string, unknown> {
  return value === undefined || value === null || value === '' ? {} : { [field]: value };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
