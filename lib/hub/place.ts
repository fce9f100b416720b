import type { IConstruct } from 'constructs';
import { fluxSystem } from '../flux/names';
import type { IndexedObject } from '../manifest/manifest-index';
import { originOf, pathOf } from '../object/origin';
import type { Owner, Part } from '../object/owner';
import { deployFolder } from '../stage/deploy-folder';
import { clusterKey } from '../stage/owner-key';
import type { Cluster } from './cluster';
import type { Collected } from './collect';
import type { EncryptedFile } from './encrypted-files';
import { type FluxSystemFiles, fluxSystemFiles } from './flux-system';
import { hubKustomization } from './hub-kustomization';
import type { Layout } from './layout';
import { compareText } from './object-order';

/** A part of an owner that is rendered. */
export interface PlacedPart {
  readonly owner: Owner;
  readonly part: Part;
  /** Its folder, below `deploy/`. */
  readonly folder: string;
  /** The file that its Flux Kustomization is in, relative to the cluster's folder. */
  readonly entry: string;
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
  const parts = placedParts(cluster, layout, collected, encrypted);
  const originAt = (construct: IConstruct) => () => originOf(construct, cluster.hub.root);

  const own = collected.map(({ manifest, construct, owner, part }) => ({
    manifest,
    owner: owner.key,
    construct: pathOf(construct),
    origin: originAt(construct),
    file: `${layout.part(cluster.name, owner, part)}/${layout.file(owner, part, manifest)}`,
  }));
  const copied = parts.flatMap(({ owner, folder: below, encrypted: files }) =>
    files.map(({ manifest, use, content }) => ({
      manifest,
      owner: owner.key,
      construct: pathOf(use.at),
      origin: originAt(use.at),
      file: `${below}/${use.secret.name}.sops.yaml`,
      encrypted: content,
    })),
  );
  const applied = parts.map(({ owner, part, folder: below, entry, encrypted: files }) => ({
    owner: owner.key,
    construct: pathOf(owner),
    origin: originAt(owner),
    ofHub: true,
    manifest: hubKustomization(cluster, owner, part, `${deployFolder}/${below}`, files.length > 0),
    file: `${folder}/${entry}`,
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

function placedParts(
  cluster: Cluster,
  layout: Layout,
  collected: readonly Collected[],
  encrypted: readonly EncryptedFile[],
): PlacedPart[] {
  const used = new Map<Owner, Map<string, EncryptedFile[]>>();
  const filesOf = (owner: Owner, part: string) => {
    const parts = used.get(owner) ?? new Map<string, EncryptedFile[]>();
    used.set(owner, parts);
    const files = parts.get(part) ?? [];
    parts.set(part, files);
    return files;
  };
  for (const { owner, part } of collected) filesOf(owner, part);
  for (const file of encrypted) filesOf(file.owner, file.part).push(file);
  return [...used]
    .flatMap(([owner, names]) =>
      owner
        .parts()
        .filter((part) => names.has(part.name) || part.evenEmpty)
        .map((part) => ({
          owner,
          part,
          folder: layout.part(cluster.name, owner, part.name),
          entry: layout.entry(owner),
          encrypted: names.get(part.name) ?? [],
        })),
    )
    .sort((a, b) => compareText(a.folder, b.folder));
}
