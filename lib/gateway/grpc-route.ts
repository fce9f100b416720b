import type { Construct } from 'constructs';
import { requireProperties } from '../mistake/required';
import { type GrpcRule, grpcRule } from './grpc-rule';
import { Route, type RouteProps } from './route';

/** What a GRPCRoute says. */
export interface GrpcRouteProps<H extends string> extends RouteProps<H, 'HTTPS'> {
  /** What happens to its calls, at most 16. */
  readonly rules: readonly GrpcRule[];
}

/**
 * gRPC calls for granted hostnames, and the Services that answer them. A hostname is served by HTTPRoutes or by GRPCRoutes,
 * not by both.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcroute
 */
export class GrpcRoute<H extends string> extends Route<H, 'HTTPS'> {
  constructor(scope: Construct, id: string, props: GrpcRouteProps<H>) {
    requireProperties(`GRPCRoute ${id}`, props, { rules: "[{ backends: [{ service: '…', port: 9090 }] }]" });
    super(scope, id, 'GRPCRoute', props, props.rules.map(grpcRule));
  }
}
