import type { HttpRouteSpecRulesMatchesMethod } from '../../imports/gateway.networking.k8s.io';
import { type ValueMatch, valueMatches } from './value-match';

/** A path on a server. */
export type Path = `/${string}`;

/** Which requests a rule is for: those for which all of it holds. */
export interface HttpMatch {
  /** What the path begins with, label by label: `/v2` is not for `/v2example`; or the whole path. @default - every path */
  readonly path?: Path | { readonly exact: Path } | { readonly regex: string };
  /** The method. @default - every method */
  readonly method?: HttpRouteSpecRulesMatchesMethod;
  /** Values of headers, by their names. @default - whatever they are */
  readonly headers?: Readonly<Record<string, ValueMatch>>;
  /** Values of the query's parameters, by their names. @default - whatever they are */
  readonly query?: Readonly<Record<string, ValueMatch>>;
}

/** A match as an HTTPRoute writes it. */
export function httpMatch({ path, method, headers, query }: HttpMatch) {
  return {
    ...(path !== undefined && { path: pathMatch(path) }),
    ...(method && { method }),
    ...(headers && { headers: valueMatches(headers) }),
    ...(query && { queryParams: valueMatches(query) }),
  };
}

function pathMatch(path: NonNullable<HttpMatch['path']>) {
  if (typeof path === 'string') return { type: 'PathPrefix', value: path };
  return 'exact' in path ? { type: 'Exact', value: path.exact } : { type: 'RegularExpression', value: path.regex };
}
