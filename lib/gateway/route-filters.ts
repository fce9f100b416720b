import { type Backend, backendRefs } from './backend';

/** What happens to the headers of requests or responses. Names are not case-sensitive. */
export interface HeaderChanges {
  /** Headers that take the place of those of their name. @default - none */
  readonly set?: Readonly<Record<string, string>>;
  /** Headers that stand beside those of their name. @default - none */
  readonly add?: Readonly<Record<string, string>>;
  /** Names of headers that are taken away. @default - none */
  readonly remove?: readonly string[];
}

/** A Service that gets copies of requests; its answers are thrown away. */
export interface Mirror extends Backend {
  /** How many of 100 requests are copied. @default 100 */
  readonly percent?: number;
}

/** What routes of every kind may do to requests on their way. */
export interface RouteFilters {
  /** Changes of the request's headers. @default - none */
  readonly requestHeaders?: HeaderChanges;
  /** Changes of the response's headers. @default - none */
  readonly responseHeaders?: HeaderChanges;
  /** Services that get copies of the requests. @default - none */
  readonly mirrors?: readonly Mirror[];
}

/** Filters as a route writes them. */
export function routeFilters({ requestHeaders, responseHeaders, mirrors = [] }: RouteFilters): object[] {
  return [
    ...(requestHeaders ? [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifier(requestHeaders) }] : []),
    ...(responseHeaders ? [{ type: 'ResponseHeaderModifier', responseHeaderModifier: modifier(responseHeaders) }] : []),
    ...mirrors.map(({ percent, ...backend }) => ({
      type: 'RequestMirror',
      requestMirror: { backendRef: backendRefs([backend])[0], ...(percent !== undefined && { percent }) },
    })),
  ];
}

function modifier({ set, add, remove }: HeaderChanges) {
  return {
    ...(set && { set: namedValues(set) }),
    ...(add && { add: namedValues(add) }),
    ...(remove && { remove: [...remove] }),
  };
}

function namedValues(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
