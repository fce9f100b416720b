import type { Manifest } from '../manifest/manifest';

/** The namespace of an object; where it names none, the one that kubectl takes. */
export function namespaceOf({ metadata }: Manifest): string {
  return typeof metadata.namespace === 'string' && metadata.namespace !== '' ? metadata.namespace : 'default';
}

/** `namespace/name`, by which the Gateway API sorts what is equal otherwise. */
export function namespacedName(manifest: Manifest): string {
  return `${namespaceOf(manifest)}/${manifest.metadata.name}`;
}
