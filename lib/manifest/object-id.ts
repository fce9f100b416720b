import { groupOf, type Manifest } from './manifest';

/** What identifies an object on a cluster; the version does not. */
export interface ObjectId {
  /** API group; the empty string for the core group. */
  readonly group: string;
  /** `Deployment` */
  readonly kind: string;
  /** `metadata.namespace` @default - it lives in no namespace */
  readonly namespace?: string | undefined;
  /** `metadata.name` */
  readonly name: string;
}

/** The identity of a manifest. */
export function idOf(manifest: Manifest): ObjectId {
  const { name, namespace } = manifest.metadata;
  return { group: groupOf(manifest.apiVersion), kind: manifest.kind, namespace, name };
}

/** The identity as one string, for maps and sets. */
export function keyOf(id: ObjectId): string {
  return `${id.group}/${id.kind}/${id.namespace ?? ''}/${id.name}`;
}

/** The identity as people write it: `Kustomization billing/api`. */
export function formatId(id: ObjectId): string {
  return id.namespace === undefined ? `${id.kind} ${id.name}` : `${id.kind} ${id.namespace}/${id.name}`;
}
