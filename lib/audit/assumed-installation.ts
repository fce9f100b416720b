import type { Manifest } from '../manifest/manifest';
import type { IndexedObject } from '../manifest/manifest-index';
import { listIn, mapIn, stringIn } from '../tree/fields';
import { resolveIn } from '../tree/path';
import type { FluxSystem, TreeCluster, TreeObject } from '../tree/tree';
import { defaultComponents } from '../versions/flux';

/**
 * What tells how Flux is installed where its controllers are not among a cluster's objects: the controllers that
 * bootstrap has yet to write, with the flags that its kustomization patches in, or the FluxInstance that a chart makes.
 * Empty where the objects say it themselves, or nothing does.
 * @param read text of a file of the repo
 */
export function assumedInstallation(
  { fluxSystem, objects }: TreeCluster,
  read: (path: string) => string | undefined,
): IndexedObject[] {
  if (objects.some(({ manifest }) => saysItself(manifest))) return [];
  const chart = objects.find(({ manifest }) => isInstanceChart(manifest));
  if (chart) return [instanceOf(chart)];
  return fluxSystem && !fluxSystem.bootstrapped ? awaitedControllers(fluxSystem, read) : [];
}

/** Whether an object is a controller of Flux, or what the operator makes them of. */
export function saysItself({ apiVersion, kind, metadata }: Manifest): boolean {
  if (kind === 'Deployment') return metadata.labels?.['app.kubernetes.io/part-of'] === 'flux';
  return kind === 'FluxInstance' && apiVersion.startsWith('fluxcd.controlplane.io/');
}

/** @see https://fluxoperator.dev/docs/charts/flux-instance/ */
function isInstanceChart({ apiVersion, kind, metadata, spec }: Manifest): boolean {
  const isRelease = kind === 'HelmRelease' && apiVersion.startsWith('helm.toolkit.fluxcd.io/');
  return isRelease && metadata.name === 'flux-instance' && mapIn(mapIn(spec).values).instance !== undefined;
}

function instanceOf({ manifest: { metadata, spec }, file = '', line }: TreeObject): IndexedObject {
  return {
    manifest: {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux', ...(metadata.namespace !== undefined && { namespace: metadata.namespace }) },
      spec: mapIn(mapIn(mapIn(spec).values).instance),
    },
    file,
    origin: () => (line === undefined ? undefined : { file, line }),
  };
}

/** What every controller is installed with, and loses where a patch replaces the list. */
const usualArguments = [
  '--events-addr=http://notification-controller',
  '--log-encoding=json',
  '--enable-leader-election',
];

function awaitedControllers(
  { folder, kustomization }: FluxSystem,
  read: (path: string) => string | undefined,
): IndexedObject[] {
  const { patches, patchesJson6902, patchesStrategicMerge, namespace } = kustomization ?? {};
  const file = `${folder}/kustomization.yaml`;
  const fromFile = (path: unknown) => {
    const inside = resolveIn(folder, String(path));
    return inside === undefined ? '' : (read(inside) ?? '');
  };
  const inline = listIn(patchesStrategicMerge)
    .map(String)
    .map((patch) => (patch.includes('\n') ? { patch } : { path: patch }));
  const all = [...listIn(patches), ...listIn(patchesJson6902), ...inline].map(mapIn).map(({ target, patch, path }) => ({
    target: mapIn(target),
    text: stringIn(patch) ?? (path === undefined ? '' : fromFile(path)),
  }));
  return defaultComponents.map((name) => ({
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name,
        namespace: stringIn(namespace) ?? 'flux-system',
        labels: { 'app.kubernetes.io/part-of': 'flux' },
      },
      spec: { template: { spec: { containers: [{ args: argumentsWith(all.filter(isFor(name))) }] } } },
    },
    file,
    origin: () => (kustomization === undefined ? undefined : { file, line: 1 }),
  }));
}

interface Patch {
  /** Empty where the patch itself names what it changes. */
  readonly target: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Whether a patch is for a controller: by its target, whose name is a pattern, or by the name in it. */
function isFor(name: string): (patch: Patch) => boolean {
  return ({ target, text }) => {
    if (Object.keys(target).length === 0) return new RegExp(`^\\s*name: ["']?${name}["']?\\s*$`, 'm').test(text);
    const isDeployment = target.kind === undefined || target.kind === 'Deployment';
    return isDeployment && (target.name === undefined || matches(String(target.name), name));
  };
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(name);
  } catch {
    return false;
  }
}

/** A merge patch replaces the whole list, with what earlier ones added; a JSON patch adds to it. */
function argumentsWith(patches: readonly Patch[]): string[] {
  const texts = patches.map(({ text }) => text);
  const replacing = texts.findLastIndex((text) => /^\s*args:/m.test(text));
  const flags = texts
    .slice(Math.max(replacing, 0))
    .flatMap((text) => text.match(/--[a-z][a-z-]*(?:=[^\s"'\],]+)?/g) ?? []);
  return replacing < 0 ? [...usualArguments, ...flags] : flags;
}
