import { groupBy } from '../manifest/group-by';
import type { Manifest } from '../manifest/manifest';
import { formatHostname, type Hostname } from '../routing/hostname';
import { isLayer4, type Listener } from '../routing/listener';
import { namespacedName } from '../routing/namespaced-name';
import { moreSpecificHostname } from '../routing/precedence';
import type { Attachment, ListenerVerdict, ParentVerdict, RouteVerdict, Routing } from '../routing/routing';
import { type Tie, tiesOf } from '../routing/ties';
import { listIn, mapIn, stringIn } from '../tree/fields';
import { aligned } from './aligned';

/** The name of the tenant whose namespace it is; undefined for the platform's. */
export type TenantOf = (namespace: string) => string | undefined;

const head = ['gateway', 'listener', 'hostname', 'route', 'tenant', 'verdict'];
const nothing = '-';

/**
 * Who serves what, as a table: every listener with the Routes on it, then what attaches to none, then the ties that creation time
 * decides.
 */
export function formatRouting(routing: Routing, tenantOf: TenantOf): string {
  const { routes, listenerSets, listeners } = routing;
  const verdicts = [...routes, ...listenerSets];
  const served = groupBy(routes.flatMap(attachmentsOf), ({ attachment }) => attachment.listener);
  const rows = [
    ...listeners.flatMap((verdict) => listenerRows(verdict, served.get(verdict.listener) ?? [], tenantOf)),
    ...verdicts.flatMap((verdict) => refusedRows(verdict, tenantOf)),
  ];
  if (rows.length === 0) return 'There is no Gateway and no Route.';
  return [...aligned([head, ...rows]), ...tiesOf(routing).flatMap(tieLines)].join('\n');
}

interface Served {
  readonly route: RouteVerdict;
  readonly attachment: Attachment;
  readonly parent: ParentVerdict;
}

function attachmentsOf(route: RouteVerdict): readonly Served[] {
  return route.parents.flatMap((parent) => parent.attached.map((attachment) => ({ route, attachment, parent })));
}

/** A line for each hostname of each Route, or one that says that there is none; the more particular hostname first. */
function listenerRows(
  { listener, reason }: ListenerVerdict,
  served: readonly Served[],
  tenantOf: TenantOf,
): readonly string[][] {
  const place = [placeOf(listener.owner, listener.gateway), listener.name];
  const state = reason === 'Accepted' ? [] : [`listener: ${reason}`];
  if (served.length === 0)
    return [[...place, hostnameText(listener, listener.hostname), nothing, nothing, state[0] ?? 'no route']];
  const rows = served.flatMap(({ route, attachment, parent }) =>
    (attachment.hostnames.length === 0 ? [undefined] : attachment.hostnames).map((hostname) => ({
      hostname,
      cells: [
        hostnameText(listener, hostname),
        ...whose(route, tenantOf),
        [parentText(route.kind, parent), ...state].join(', '),
      ],
    })),
  );
  return rows.sort((a, b) => moreSpecificHostname(a.hostname, b.hostname)).map(({ cells }) => [...place, ...cells]);
}

/** A line for each parent that does not take it. */
function refusedRows(route: RouteVerdict, tenantOf: TenantOf): readonly string[][] {
  const hostnames = listIn(mapIn(route.manifest.spec).hostnames).join(' ') || nothing;
  return route.parents
    .filter(({ accepted }) => !accepted)
    .map((parent) => {
      const { sectionName } = mapIn(parent.parentRef);
      return [
        refText(parent, route.namespace),
        stringIn(sectionName) ?? nothing,
        hostnames,
        ...whose(route, tenantOf),
        parentText(route.kind, parent),
      ];
    });
}

function whose({ kind, namespace, name }: RouteVerdict, tenantOf: TenantOf): readonly string[] {
  return [`${kind} ${namespace}/${name}`, tenantOf(namespace) ?? nothing];
}

/** A ListenerSet refers to certificates, a Route to backends. */
function parentText(kind: string, { reason, resolvedRefs, resolvedReason }: ParentVerdict): string {
  const refs = kind === 'ListenerSet' ? 'certificates' : 'backends';
  return resolvedRefs ? reason : `${reason}, ${refs}: ${resolvedReason}`;
}

/** TCP and UDP know no hostnames. */
function hostnameText(listener: Listener, hostname: Hostname): string {
  return isLayer4(listener) ? nothing : formatHostname(hostname);
}

/** The Gateway, and the ListenerSet where the listener is one's. */
function placeOf(owner: Manifest, gateway: string): string {
  return owner.kind === 'ListenerSet' ? `${gateway}, ListenerSet ${namespacedName(owner)}` : gateway;
}

function refText({ parentRef }: ParentVerdict, own: string): string {
  const { kind, namespace, name } = mapIn(parentRef);
  const id = `${stringIn(namespace) ?? own}/${stringIn(name) ?? nothing}`;
  return kind === undefined || kind === 'Gateway' ? id : `${String(kind)} ${id}`;
}

function tieLines({ listener, hostname, match, routes }: Tie): readonly string[] {
  const where = `${placeOf(listener.owner, listener.gateway)}, ${listener.name}, ${hostnameText(listener, hostname)}`;
  const names = routes.map((route) => `${route.kind} ${namespacedName(route)}`).join(', ');
  return ['', `Creation time decides who answers on ${[where, match].filter(Boolean).join(', ')}:`, `  ${names}`];
}
