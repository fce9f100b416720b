import type { IConstruct } from 'constructs';
import { fluxSystem } from '../flux/names';
import { compareText } from '../manifest/compare-text';
import type { IndexedObject } from '../manifest/manifest-index';
import { pathOf } from '../object/hub-scope';
import type { Owner, Part } from '../object/owner';
import { originOf } from '../origin/origin';
import { deployFolder } from '../stage/deploy-folder';
import { clusterKey } from '../stage/owner-key';
import type { Cluster } from './cluster';
import type { Collected } from './collect';
import { copyName, type EncryptedFile } from './encrypted-files';
import { type FluxSystemFiles, fluxSystemFiles } from './flux-system';
import { hubKustomization } from './hub-kustomization';
import type { Layout } from './layout';
import { PartFolders } from './part-folders';

/** A part of an owner that is rendered. */
export interface PlacedPart {
  readonly owner: Owner;
  readonly part: Part;
  /** Its folder, below `deploy/`. */
  readonly folder: string;
  /** The file that its Flux Kustomization is in, relative to the cluster's folder. */
  readonly entry: string;
  /** Names of the files in its folder, sorted. */
  readonly resources: readonly string[];
  readonly encrypted: readonly EncryptedFile[];
}

/** Every object of a cluster with the file it goes to, and the parts those files make up. */
export interface Placement {
  /** The folder that the cluster's Flux starts from. */
  readonly folder: string;
  readonly objects: readonly PlacedObject[];
  /** Sorted by folder. */
  readonly parts: readonly PlacedPart[];
  readonly flux: FluxSystemFiles;
}

/** An object and its file. */
export interface PlacedObject extends IndexedObject {
  readonly owner: string;
  readonly construct: string;
  /** Where its file is copied, not emitted. */
  readonly encrypted?: Uint8Array;
}

/** Decides the file of every object, and adds the Flux Kustomizations that apply their folders. */
export function place(
  cluster: Cluster,
  layout: Layout,
  collected: readonly Collected[],
  encrypted: readonly EncryptedFile[],
): Placement {
  const folder = layout.cluster(cluster.name);
  const folders = new PartFolders(cluster.name, layout);
  const originAt = (construct: IConstruct) => () => originOf(construct, cluster.hub.root);

  const own = collected.map(({ manifest, construct, owner, part }) => ({
    manifest,
    owner: owner.key,
    construct: pathOf(construct),
    origin: originAt(construct),
    file: folders.of(owner, part).fileOf(manifest),
  }));
  for (const file of encrypted) folders.of(file.owner, file.part).encrypted.push(file);
  const parts = placedParts(layout, folders);
  const copied = parts.flatMap(({ owner, folder: below, encrypted: files }) =>
    files.map((file) => ({
      manifest: file.manifest,
      owner: owner.key,
      construct: pathOf(file.use.at),
      origin: originAt(file.use.at),
      file: `${below}/${copyName(file)}`,
      encrypted: file.content,
    })),
  );
  const applied = parts.map(({ owner, part, folder: below, entry, encrypted: files }) => ({
    manifest: hubKustomization(cluster, owner, part, `${deployFolder}/${below}`, files.length > 0),
    owner: owner.key,
    construct: pathOf(owner),
    origin: originAt(owner),
    file: `${folder}/${entry}`,
    ofHub: true,
  }));
  const flux = fluxSystemFiles(cluster, `${deployFolder}/${folder}`);
  const instance = flux.objects.map(({ manifest, file }) => ({
    manifest,
    owner: clusterKey,
    construct: pathOf(cluster),
    origin: originAt(cluster),
    file: `${folder}/${fluxSystem}/${file}`,
  }));
  return { folder, objects: [...own, ...copied, ...applied, ...instance], parts, flux };
}

/** The parts that are rendered, sorted by folder. */
function placedParts(layout: Layout, folders: PartFolders): PlacedPart[] {
  return [...folders.owners]
    .flatMap(([owner, used]) =>
      owner
        .parts()
        .filter((part) => used.has(part.name) || part.evenEmpty)
        .map((part) => {
          const { path, resources, encrypted } = folders.of(owner, part.name);
          return { owner, part, folder: path, entry: layout.entry(owner), resources, encrypted };
        }),
    )
    .sort((a, b) => compareText(a.folder, b.folder));
}
