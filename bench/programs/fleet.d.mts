import type { Manifest } from '../../lib/manifest/manifest';

/** Names of the clusters. */
export function clusterNames(count: number): string[];

/** Names of the tenants, the same on every cluster. */
export function tenantNames(count: number): string[];

/** Labels of everything that a tenant has. */
export function labelsOf(tenant: string): Record<string, string>;

/** The six objects of a tenant that are not Flux's. */
export function baseObjects(cluster: string, tenant: string): Manifest[];

/** The source and the Kustomization of a tenant. */
export function fluxObjects(cluster: string, tenant: string): Manifest[];

/** The two files of a tenant, at the paths where a hub writes them. */
export function tenantFiles(cluster: string, tenant: string): { folder: string; name: string; objects: Manifest[] }[];

/** What a hub adds for a tenant: the lists of its folders, and the Flux Kustomizations that apply them. */
export function hubFiles(cluster: string, tenant: string): { folder: string; name: string; objects: Manifest[] }[];
