import type { IConstruct } from 'constructs';
import { fluxSystem } from '../flux/names';
import type { IndexedObject } from '../manifest/manifest-index';
import { originOf } from '../object/origin';
import type { Owner, Part } from '../object/owner';
import type { Cluster } from './cluster';
import type { Collected } from './collect';
import { type FluxSystemFiles, fluxSystemFiles } from './flux-system';
import { hubKustomization } from './hub-kustomization';
import type { Layout } from './layout';
import { compareText } from './object-order';
import type { SealedFile } from './sealed-files';

/** Key of what belongs to the cluster itself. */
export const clusterKey = 'cluster';

/** A part of an owner that is rendered. */
export interface PlacedPart {
  readonly owner: Owner;
  readonly part: Part;
  /** Its folder, below the layout's root. */
  readonly folder: string;
  readonly sealed: readonly SealedFile[];
}

/** Every object of a cluster with the file it goes to, and the parts those files make up. */
export interface Placement {
  readonly objects: readonly PlacedObject[];
  readonly parts: readonly PlacedPart[];
  readonly flux: FluxSystemFiles;
}

/** An object and its file. */
export interface PlacedObject extends IndexedObject {
  readonly owner: string;
  /** Key of the owner of the file that holds it: the cluster, where several owners share the file. */
  readonly fileOwner: string;
  readonly construct: string;
  /** Where its file is copied, not emitted. */
  readonly sealed?: Uint8Array;
}

/** Decides the file of every object, and adds the Flux Kustomizations that apply their folders. */
export function place(
  cluster: Cluster,
  layout: Layout,
  collected: readonly Collected[],
  sealed: readonly SealedFile[],
): Placement {
  const parts = placedParts(cluster, layout, collected, sealed);
  const originAt = (construct: IConstruct) => () => originOf(construct, cluster.hub.root);
  const folder = layout.cluster(cluster.name);

  const own = collected.map(({ manifest, construct, owner, part }) => ({
    manifest,
    owner: owner.key,
    fileOwner: owner.key,
    construct: construct.node.path,
    origin: originAt(construct),
    file: `${layout.part(cluster.name, owner, part)}/${layout.file(owner, part, manifest)}`,
  }));
  const copied = parts.flatMap(({ owner, folder: below, sealed: files }) =>
    files.map(({ manifest, use, content }) => ({
      manifest,
      owner: owner.key,
      fileOwner: owner.key,
      construct: use.at.node.path,
      origin: originAt(use.at),
      file: `${below}/${sealedFileName(use.secret.name)}`,
      sealed: content,
    })),
  );
  const applied = parts.map(({ owner, part, folder: below, sealed: files }) => ({
    manifest: hubKustomization(cluster, owner, part, `${layout.root}/${below}`, files.length > 0),
    owner: owner.key,
    fileOwner: owner.ownerKind === 'tenant' ? owner.key : clusterKey,
    construct: owner.node.path,
    origin: originAt(owner),
    file: `${folder}/${layout.entry(owner)}`,
  }));
  const flux = fluxSystemFiles(cluster, layout);
  const instance = flux.objects.map(({ manifest, file }) => ({
    manifest,
    owner: clusterKey,
    fileOwner: clusterKey,
    construct: cluster.node.path,
    origin: originAt(cluster),
    file: `${folder}/${fluxSystem}/${file}`,
  }));
  return { objects: [...own, ...copied, ...applied, ...instance], parts, flux };
}

/** Name of the copy of a sealed file. */
export function sealedFileName(secret: string): string {
  return `${secret}.sops.yaml`;
}

function placedParts(
  cluster: Cluster,
  layout: Layout,
  collected: readonly Collected[],
  sealed: readonly SealedFile[],
): PlacedPart[] {
  const used = new Map<Owner, Set<string>>();
  const use = (owner: Owner, part: string) => {
    const parts = used.get(owner);
    if (parts) parts.add(part);
    else used.set(owner, new Set([part]));
  };
  for (const { owner, part } of collected) use(owner, part);
  for (const { owner, part } of sealed) use(owner, part);
  return [...used]
    .flatMap(([owner, names]) =>
      owner
        .parts()
        .filter((part) => names.has(part.name) || part.evenEmpty)
        .map((part) => ({
          owner,
          part,
          folder: layout.part(cluster.name, owner, part.name),
          sealed: sealed.filter((file) => file.owner === owner && file.part === part.name),
        })),
    )
    .sort((a, b) => compareText(a.folder, b.folder));
}
