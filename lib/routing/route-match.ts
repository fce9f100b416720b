import { listIn, mapIn, stringIn } from '../tree/fields';
import type { Route } from './gateway-objects';

/** What requests a rule of a Route is for. */
export interface RouteMatch {
  /** How particular it is: compared number by number, the greater one wins. */
  readonly rank: readonly number[];
  /** The same for two that are for the same requests. */
  readonly key: string;
  /** As people read it: `PathPrefix /api, GET, 2 headers`; empty where every request matches. */
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** What requests a Route is for, each of them once. TCP, UDP and TLS know nothing but the listener and the hostname. */
export function matchesOf(route: Route): readonly RouteMatch[] {
  if (route.kind !== 'HTTPRoute' && route.kind !== 'GRPCRoute') return [everything];
  const read = route.kind === 'HTTPRoute' ? httpMatch : grpcMatch;
  // The API server gives a HTTPRoute that has no rules one for every request.
  const rules = mapIn(route.spec).rules ?? (route.kind === 'HTTPRoute' ? [{}] : []);
  const found = listIn(rules).flatMap((rule) => {
    const matches = listIn(mapIn(rule).matches);
    return (matches.length === 0 ? [{}] : matches).map((match) => read(mapIn(match)));
  });
  return [...new Map(found.map((match) => [match.key, match])).values()];
}

const everything: RouteMatch = { rank: [], key: '', text: '' };

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule */
function httpMatch(match: Fields): RouteMatch {
  const type = stringIn(mapIn(match.path).type) ?? 'PathPrefix';
  const written = stringIn(mapIn(match.path).value) ?? '/';
  // A prefix is compared segment by segment: a slash at its end says nothing.
  const path = type === 'PathPrefix' ? written.replace(/(?<=.)\/+$/, '') : written;
  const method = stringIn(match.method);
  const headers = conditions(match.headers, (name) => name.toLowerCase());
  const query = conditions(match.queryParams, (name) => name);
  return {
    rank: [['PathPrefix', 'Exact'].indexOf(type), path.length, method ? 1 : 0, headers.length, query.length],
    key: JSON.stringify([type, path, method ?? '', headers, query]),
    text: [`${type} ${path}`, method, counted(headers, 'header'), counted(query, 'query parameter')]
      .filter((part) => part !== undefined)
      .join(', '),
  };
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcrouterule */
function grpcMatch(match: Fields): RouteMatch {
  const { type, service, method } = mapIn(match.method);
  const [ofService, ofMethod] = [stringIn(service) ?? '', stringIn(method) ?? ''];
  const headers = conditions(match.headers, (name) => name.toLowerCase());
  return {
    rank: [ofService.length, ofMethod.length, headers.length],
    key: JSON.stringify([type ?? 'Exact', ofService, ofMethod, headers]),
    text: [ofService || ofMethod ? `${ofService || '*'}/${ofMethod || '*'}` : undefined, counted(headers, 'header')]
      .filter((part) => part !== undefined)
      .join(', '),
  };
}

/** Headers or query parameters, sorted. Of several with one name only the first counts. */
function conditions(value: unknown, spell: (name: string) => string): readonly string[] {
  const named = new Map<string, string>();
  for (const { type, name, value: wanted } of listIn(value).map(mapIn)) {
    const key = spell(String(name));
    if (!named.has(key)) named.set(key, JSON.stringify([key, type ?? 'Exact', wanted]));
  }
  return [...named.values()].sort();
}

function counted(items: readonly unknown[], noun: string): string | undefined {
  return items.length === 0 ? undefined : `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
}
