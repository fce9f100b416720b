import type { Manifest } from '../manifest/manifest';
import type { OwnerKind } from '../object/owner';

/** Decides which file holds what. Paths are relative to `deploy/`, with forward slashes. */
export interface Layout {
  /** Folder that a cluster's Flux is bootstrapped on. */
  cluster(cluster: string): string;
  /** File in that folder, relative to it, that holds the Flux Kustomizations of an owner. */
  entry(owner: LayoutOwner): string;
  /** Folder of one part of an owner. */
  part(cluster: string, owner: LayoutOwner, part: string): string;
  /** File of an object in its part's folder. */
  file(owner: LayoutOwner, part: string, manifest: Manifest): string;
}

/** An owner as a layout sees it. */
export interface LayoutOwner {
  /** Whether the platform team or a tenant owns the files. */
  readonly ownerKind: OwnerKind;
  /** Name of the service or tenant. */
  readonly name: string;
}

/** `kustomization.yaml` is what kustomize reads, so a Flux Kustomization goes elsewhere. */
const platformFiles: Readonly<Record<string, string>> = { Kustomization: 'sync.yaml' };
const tenantFiles: Readonly<Record<string, string>> = { base: 'tenant.yaml', apps: 'sync.yaml' };

/** A folder per cluster and owner: what a cluster runs is read in `clusters/`, what it consists of beside it. */
export const defaultLayout: Layout = {
  cluster: (cluster) => `clusters/${cluster}`,
  entry: (owner) => (owner.ownerKind === 'tenant' ? `tenants/${owner.name}.yaml` : 'infrastructure.yaml'),
  part: (cluster, owner, part) =>
    owner.ownerKind === 'tenant'
      ? `tenants/${cluster}/${owner.name}/${part}`
      : `infrastructure/${cluster}/${owner.name}${part === 'config' ? '-config' : ''}`,
  file: (owner, part, manifest) =>
    owner.ownerKind === 'tenant'
      ? (tenantFiles[part] ?? `${part}.yaml`)
      : (platformFiles[manifest.kind] ?? `${manifest.kind.toLowerCase()}.yaml`),
};
