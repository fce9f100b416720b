import { groupOf, type Manifest } from '../manifest/manifest';
import { keyOf, type ObjectId } from '../manifest/object-id';
import { listIn, mapIn, stringIn } from '../tree/fields';
import { filledNamespaces } from './filled-namespaces';
import { gatewayGroup, type Route } from './gateway-objects';
import { namespaceOf } from './namespaced-name';
import type { MayRefer } from './reference-grant';

/** What a Route sends traffic to. */
export interface BackendRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Its port; a Service needs one. */
  readonly port?: number;
  /** Where it stands in the Route: `spec.rules[0].backendRefs[1]`. */
  readonly path: string;
}

/**
 * Why not all that a Route refers to can be used, or that it can, in the words of its condition `ResolvedRefs`. `BackendUnknown` is
 * none of them: what Flux brings into the namespace may have the Service.
 */
export type ResolvedReason = 'ResolvedRefs' | 'InvalidKind' | 'RefNotPermitted' | 'BackendNotFound' | 'BackendUnknown';

type Fields = Readonly<Record<string, unknown>>;

/** Everything that a Route sends traffic to, in the order of its rules: backends, and what filters mirror to or ask for leave. */
export function backendRefsOf(route: Route): readonly BackendRef[] {
  const namespace = namespaceOf(route);
  const read = (ref: Fields, path: string): BackendRef => ({
    group: typeof ref.group === 'string' ? ref.group : '',
    kind: stringIn(ref.kind) ?? 'Service',
    namespace: stringIn(ref.namespace) ?? namespace,
    name: stringIn(ref.name) ?? '',
    ...(typeof ref.port === 'number' && { port: ref.port }),
    path,
  });
  const ofFilters = (filters: unknown, path: string) =>
    maps(filters).flatMap((filter, at) =>
      ['requestMirror', 'externalAuth']
        .filter((field) => mapIn(filter[field]).backendRef !== undefined)
        .map((field) => read(mapIn(mapIn(filter[field]).backendRef), `${path}.filters[${at}].${field}.backendRef`)),
    );
  return maps(mapIn(route.spec).rules).flatMap(({ backendRefs, filters }, rule) => {
    const path = `spec.rules[${rule}]`;
    const backends = maps(backendRefs).flatMap((ref, at) => {
      const own = `${path}.backendRefs[${at}]`;
      return [read(ref, own), ...ofFilters(ref.filters, own)];
    });
    return [...backends, ...ofFilters(filters, path)];
  });
}

/**
 * Whether everything that a Route sends traffic to can be used; the first that cannot gives the reason. A kind of another group
 * than Kubernetes' own is known to the Gateway's implementation where such an object is among the manifests.
 */
export function backendResolver(manifests: readonly Manifest[], mayRefer: MayRefer): (route: Route) => ResolvedReason {
  let known: ReadonlySet<string> | undefined;
  let filled: ReadonlySet<string> | undefined;
  return (route) => {
    let found: ResolvedReason = 'ResolvedRefs';
    const from = { group: gatewayGroup, kind: route.kind, namespace: namespaceOf(route) };
    for (const ref of backendRefsOf(route)) {
      known ??= new Set(manifests.filter(takesTraffic).map((manifest) => keyOf(identityOf(manifest))));
      const isKnown = known.has(keyOf(ref));
      if (!isKnown && !(ref.group === '' && ref.kind === 'Service')) return 'InvalidKind';
      if (!mayRefer(from, ref)) return 'RefNotPermitted';
      if (isKnown) continue;
      filled ??= filledNamespaces(manifests);
      if (ref.name === '' || !filled.has(ref.namespace)) return 'BackendNotFound';
      found = 'BackendUnknown';
    }
    return found;
  };
}

/** Whether an object is a Service, or of a kind that is not Kubernetes' own. */
function takesTraffic({ apiVersion, kind }: Manifest): boolean {
  const group = groupOf(apiVersion);
  return (group === '' && kind === 'Service') || (group.includes('.') && !group.endsWith('.k8s.io'));
}

function identityOf(manifest: Manifest): ObjectId {
  const { kind, metadata } = manifest;
  return { group: groupOf(manifest.apiVersion), kind, namespace: namespaceOf(manifest), name: metadata.name };
}

function maps(value: unknown): Fields[] {
  return listIn(value).map(mapIn);
}
