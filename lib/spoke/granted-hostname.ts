import type { ParentContract } from '../contract/contract';
import { listedIn, namespaceAnnotations } from '../manifest/namespace-annotations';
import { gatewayGroup } from '../routing/gateway-objects';
import { covers, isHostname, wildcardsAbove } from '../routing/hostname';
import { listenerName } from '../routing/listener-name';
import type { Place } from './place';
import { SpokeError } from './spoke-error';

/** A listener as a route names it. @see https://gateway-api.sigs.k8s.io/reference/spec/#parentreference */
export interface RouteParent {
  /** The API group of both kinds. */
  readonly group: typeof gatewayGroup;
  /** `Gateway` or `ListenerSet`. */
  readonly kind: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** Name of the listener. */
  readonly sectionName: string;
}

/** A hostname that the hub granted, and the listener that answers for it: made by `folder.hostname`. */
export interface GrantedHostname {
  /** As a route has it, variables and all. */
  readonly hostname: string;
  /** What the route attaches to. */
  readonly parent: RouteParent;
}

/**
 * The hostname with its listener, wherever a folder is applied.
 * @throws SpokeError where it is not granted somewhere, or no one listener can be named for all clusters
 */
export function grantedHostname(hostname: string, places: readonly Place[]): GrantedHostname {
  const found = places.map((place) => ({ place, parent: parentAt(place, hostname, places) }));
  const [first] = found;
  if (!first) throw new SpokeError([{ message: `Nothing applies the folder that asks for ${hostname}.` }]);
  const { kind, namespace, name } = first.parent;
  const parent = { group: gatewayGroup, kind, namespace, name } as const;
  const isSame = (other: ParentContract) => other.kind === kind && other.namespace === namespace && other.name === name;
  // Named with its variables where it has some: Flux puts them in there too.
  const named = [hostname, ...wildcardsAbove(hostname)].map(listenerName);
  const sectionName = [...named, first.parent.sectionName].find((section) =>
    found.every(
      ({ place: { app }, parent: at }) => isSame(at) && at.sectionName === substituted(section, app.variables),
    ),
  );
  if (sectionName !== undefined) return { hostname, parent: { ...parent, sectionName } };
  const listeners = found.map(
    ({ place, parent: at }) => `${at.namespace}/${at.name}/${at.sectionName} on ${place.cluster}`,
  );
  throw new SpokeError([
    {
      message: `${hostname} is answered for by several listeners, which one folder cannot all name: ${listeners.join(', ')}.`,
      fix: 'Ask the platform team to grant it alike on all of them.',
    },
  ]);
}

function parentAt(place: Place, asked: string, places: readonly Place[]): ParentContract {
  const offer = offerAt(place, asked);
  if (offer) return offer;
  const { part, cluster, app } = place;
  const hostname = substituted(asked, app.variables);
  const all = [...new Set(part.parents.flatMap(({ hostnames }) => hostnames))].sort();
  const shown = hostname === asked ? hostname : `${asked}, which is ${hostname} there,`;
  const everywhere = withVariable(asked, places);
  throw new SpokeError([
    {
      message: `${shown} is not granted on ${cluster}: ${all.length > 0 ? `granted are ${all.join(', ')}` : 'no hostname is'}.`,
      fix: everywhere
        ? `Write ${everywhere}: one text for every cluster that the folder is applied on.`
        : 'Ask the platform team for it, or use another.',
    },
  ]);
}

/** The listener that answers for a hostname somewhere; undefined where it is not granted there. */
function offerAt({ part, app }: Place, asked: string): ParentContract | undefined {
  const hostname = substituted(asked, app.variables);
  const given = Object.values(part.namespaces).flatMap(({ annotations }) =>
    listedIn(annotations[namespaceAnnotations.delegatedHostnames]),
  );
  if (given.some((other) => covers(other, hostname))) return undefined;
  const [offer] = part.parents
    .flatMap((parent) => parent.hostnames.map((granted) => ({ parent, granted })))
    .filter(({ granted }) => isHostname(hostname) && covers(granted, hostname))
    .sort((a, b) => b.granted.length - a.granted.length);
  return offer?.parent;
}

/** A hostname of one cluster, as it is granted on all: with a variable in the place of what that cluster has for it. */
function withVariable(hostname: string, places: readonly Place[]): string | undefined {
  return places
    .flatMap(({ app }) => Object.entries(app.variables ?? {}))
    .filter(([, value]) => value.includes('.') && hostname.endsWith(`.${value}`))
    .map(([name, value]) => `${hostname.slice(0, -value.length)}\${${name}}`)
    .find((written) => places.every((place) => offerAt(place, written) !== undefined));
}

/** Variables in a hostname, as they are written there. */
const variable = /\$\{(\w+)\}/g;

function substituted(text: string, variables: Readonly<Record<string, string>> = {}): string {
  return text.replace(variable, (written, name: string) => variables[name] ?? written);
}
