import { join } from 'node:path';
import type { Finding } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import { formatId, idOf } from '../manifest/object-id';
import { readManifests } from '../manifest/read';
import { textAt } from '../tree/text-at';
import type { DeployTree } from './deploy-tree';
import type { ClusterPlan } from './plan';
import { enumerate } from './problem';

const [annotation, disabled] = ['kustomize.toolkit.fluxcd.io/prune', 'disabled'];

/**
 * Warns of objects that leave the tree while Flux keeps them, as with a tenant whose code is deleted without `retire`, or one
 * of its namespaces: a slip deletes nothing, and who means it must know.
 */
export function keptObjects({ cluster, writes, deletes }: ClusterPlan, tree: DeployTree, stage: string): Finding[] {
  const before = [...writes.map(({ path }) => path), ...deletes].flatMap((path) => keptIn(tree.read(path), path));
  if (before.length === 0) return [];
  // The stage has no file for a list, but what it is made of.
  const after = new Set(writes.flatMap(({ path }) => objectsIn(textAt(join(stage, path)), path).map(nameOf)));
  const leaving = [...new Set(before.map(nameOf))].filter((name) => !after.has(name));
  if (leaving.length === 0) return [];
  const stays = leaving.length === 1 ? 'stays' : 'stay';
  return [
    {
      rule: 'publish/kept-on-cluster',
      severity: 'warning',
      message: `${enumerate(leaving)} ${stays} on the cluster: Flux does not prune what is marked so, and prunes what else it had.`,
      fix: "Take a tenant away in steps: publish `retire: 'apps'`, then `retire: 'identity'`. What stays otherwise is deleted by hand.",
      cluster,
    },
  ];
}

function keptIn(text: string | undefined, path: string): Manifest[] {
  if (!text?.includes(`${annotation}: ${disabled}`)) return [];
  return objectsIn(text, path).filter(({ metadata }) => metadata.annotations?.[annotation] === disabled);
}

function objectsIn(text: string | undefined, path: string): Manifest[] {
  const { documents } = readManifests(text ?? '', path);
  return documents
    .map(({ value }) => value as unknown as Manifest)
    .filter(({ kind, metadata }) => kind && metadata?.name);
}

function nameOf(manifest: Manifest): string {
  return formatId(idOf(manifest));
}
