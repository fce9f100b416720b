/** What keys of our annotations begin with. */
export const annotationPrefix = 'cdk8s-flux-hub/';

/**
 * What the Namespace of a tenant says of the tenant, and that of a platform service of its hostnames: admission policies and rules
 * read it, and only platform accounts write it.
 * Lists are sorted and separated by commas, without spaces; an empty one is left out.
 */
export const namespaceAnnotations = {
  /** Hostnames that its routes may have; a wildcard stands for one label or more. */
  hostnames: 'cdk8s-flux-hub/hostnames',
  /** Those below its wildcards that it gave on to another tenant: its own routes may have them no more. */
  delegatedHostnames: 'cdk8s-flux-hub/delegated-hostnames',
  /** Those among its hostnames that other clusters answer for as well. */
  globalHostnames: 'cdk8s-flux-hub/global-hostnames',
  /** What its routes may attach to: `<kind>/<namespace>/<name>` of Gateways and ListenerSets. */
  parents: 'cdk8s-flux-hub/route-parents',
  /** All of the tenant's namespaces. */
  namespaces: 'cdk8s-flux-hub/namespaces',
  /** What addresses of its own Flux sources begin with. */
  sources: 'cdk8s-flux-hub/source-urls',
} as const;

/** Lists by the name of their annotation, as annotations hold them. */
export function listAnnotations(lists: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  const texts = Object.entries(lists).map(([name, values]) => [name, [...new Set(values)].sort().join(',')] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

/** The values that an annotation lists. */
export function listedIn(annotation: unknown): readonly string[] {
  return typeof annotation === 'string' && annotation !== '' ? annotation.split(',') : [];
}
