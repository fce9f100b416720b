import { requireProperties } from '../mistake/required';
import { backendRefs, type WeightedBackend } from './backend';
import { type RouteFilters, routeFilters } from './route-filters';
import { type ValueMatch, valueMatches } from './value-match';

/** Which calls a rule is for: those for which all of it holds. */
export interface GrpcMatch {
  /** Full name of the service, `acme.billing.v1.Invoices`. @default - every service */
  readonly service?: string;
  /** Name of the method, `Create`. @default - every method */
  readonly method?: string;
  /** Values of headers, by their names. @default - whatever they are */
  readonly headers?: Readonly<Record<string, ValueMatch>>;
}

/** What happens to some of a route's calls. */
export interface GrpcRule extends RouteFilters {
  /** Which calls it is for: those that any of these match. @default - every call */
  readonly matches?: readonly GrpcMatch[];
  /** Services that share the calls, by their weights. */
  readonly backends: readonly WeightedBackend[];
}

/** A rule as a GRPCRoute writes it. @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcrouterule */
export function grpcRule(given: GrpcRule) {
  requireProperties('A rule of a GRPCRoute', given, { backends: "[{ service: '…', port: 9090 }]" });
  const { matches, backends, ...rule } = given;
  const filters = routeFilters(rule);
  return {
    ...(matches && { matches: matches.map(grpcMatch) }),
    ...(filters.length > 0 && { filters }),
    backendRefs: backendRefs(backends),
  };
}

function grpcMatch({ service, method, headers }: GrpcMatch) {
  const called = { ...(service !== undefined && { service }), ...(method !== undefined && { method }) };
  return {
    ...(Object.keys(called).length > 0 && { method: called }),
    ...(headers && { headers: valueMatches(headers) }),
  };
}
