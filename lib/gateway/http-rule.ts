import type {
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
} from '../../imports/gateway.networking.k8s.io';
import type { Duration } from '../flux/duration';
import { backendRefs, type WeightedBackend } from './backend';
import { type HttpMatch, httpMatch, type Path } from './http-match';
import { type HeaderChanges, type RouteFilters, routeFilters } from './route-filters';
import type { Without } from './without';

/** What takes the place of a path, or of the prefix by which its rule matches. */
export type PathChange = { readonly full: Path } | { readonly prefix: Path };

/** Where clients are sent. What is left out stays as they asked for it. */
export interface HttpRedirect {
  /** Scheme of the address. @default - that of the request */
  readonly scheme?: HttpRouteSpecRulesFiltersRequestRedirectScheme;
  /** Host that is asked. @default - that of the request */
  readonly hostname?: string;
  /** Port of the address. @default - that of the scheme, if one is given; else that of the listener */
  readonly port?: number;
  /** Path that is asked for. @default - that of the request */
  readonly path?: PathChange;
  /** Tells the client whether it is for good (301, 308), and whether to keep the method (307, 308). @default 302 */
  readonly statusCode?: HttpRouteSpecRulesFiltersRequestRedirectStatusCode;
}

/** What a Service is asked instead. */
export interface HttpRewrite {
  /** Host that is asked. @default - that of the request */
  readonly hostname?: string;
  /** Path that is asked for. @default - that of the request */
  readonly path?: PathChange;
}

/** How long an answer may take; `0s` for as long as it likes. */
export interface HttpTimeouts {
  /** From the client's request to the whole answer. @default - the gateway's own */
  readonly request?: Duration;
  /** For one try of a Service; at most `request`. @default - the gateway's own */
  readonly backendRequest?: Duration;
}

interface Matching {
  /** Which requests it is for: those that any of these match. @default - every request */
  readonly matches?: readonly HttpMatch[];
}

/** Requests that are handed on to Services. */
export interface HttpForward extends Matching, RouteFilters {
  /** Services that share the requests, by their weights. */
  readonly backends: readonly WeightedBackend[];
  /** What they are asked instead. @default - what the client asked */
  readonly rewrite?: HttpRewrite;
  /** How long they may take. @default - the gateway's own */
  readonly timeouts?: HttpTimeouts;
}

/** Requests whose clients are sent elsewhere. */
export interface HttpRedirection extends Matching {
  /** Where they are sent. */
  readonly redirect: HttpRedirect;
  /** Changes of the response's headers. @default - none */
  readonly responseHeaders?: HeaderChanges;
}

/** What happens to some of a route's requests. */
export type HttpRule =
  | (HttpForward & Without<Exclude<keyof HttpRedirection, keyof HttpForward>>)
  | (HttpRedirection & Without<Exclude<keyof HttpForward, keyof HttpRedirection>>);

/** A rule as an HTTPRoute writes it. @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule */
export function httpRule(rule: HttpRule) {
  const { matches, backends, timeouts, rewrite, redirect } = rule;
  const filters = [
    ...routeFilters(rule),
    ...(rewrite ? [{ type: 'URLRewrite', urlRewrite: withPath(rewrite) }] : []),
    ...(redirect ? [{ type: 'RequestRedirect', requestRedirect: withPath(redirect) }] : []),
  ];
  return {
    ...(matches && { matches: matches.map(httpMatch) }),
    ...(filters.length > 0 && { filters }),
    ...(backends && { backendRefs: backendRefs(backends) }),
    ...(timeouts && { timeouts }),
  };
}

/** What is wrong with a rule, as a clause that follows its route; undefined for one that is fine. */
export function httpRuleIssue({ matches, redirect, rewrite }: HttpRule): string | undefined {
  const change = redirect?.path ?? rewrite?.path;
  if (!change || !('prefix' in change) || !matches) return undefined;
  const [match, ...others] = matches;
  const isByPrefix = typeof match?.path === 'string' && others.length === 0;
  return isByPrefix ? undefined : `puts ${change.prefix} in the place of a prefix, and does not match by exactly one`;
}

function withPath<Change extends { readonly path?: PathChange }>({ path, ...change }: Change) {
  return { ...change, ...(path && { path: pathModifier(path) }) };
}

function pathModifier(path: PathChange) {
  return 'full' in path
    ? { type: 'ReplaceFullPath', replaceFullPath: path.full }
    : { type: 'ReplacePrefixMatch', replacePrefixMatch: path.prefix };
}
