import type { Construct } from 'constructs';
import { requireProperties } from '../mistake/required';
import { report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { Owner } from '../object/owner';
import { remembersItself } from '../origin/origin';
import { type GrantProtocol, type HostnameGrant, notGranted, parentRefs, type RouteHostname } from './hostname-grant';

/** What every route says. */
export interface RouteProps<H extends string, P extends GrantProtocol> {
  /** Hostnames that its owner was granted: where it attaches. */
  readonly parent: HostnameGrant<H, P>;
  /** Those it answers for: of the grant, or below its wildcards. @default - all that were granted */
  readonly hostnames?: readonly NoInfer<RouteHostname<H>>[];
  /** `metadata.name` @default - the construct's id */
  readonly name?: string;
  /** `metadata.namespace`, that of its Services. @default - the first of its owner */
  readonly namespace?: string;
  /** `metadata.labels` @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** `metadata.annotations` @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Hostnames of a grant, and the Services that answer for them: the base of HttpRoute, GrpcRoute and TlsRoute. */
export class Route<H extends string, P extends GrantProtocol> extends KubeObject {
  /** @param rules as the kind of route writes them */
  constructor(
    scope: Construct,
    id: string,
    kind: 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute',
    props: RouteProps<H, P>,
    rules: readonly object[],
  ) {
    requireProperties(`${kind} ${id}`, props, { parent: "gateway.grantHostnames(tenant, '…')" });
    const { parent, name = id, labels, annotations } = props;
    const asked: readonly string[] = props.hostnames ?? parent.hostnames;
    const refused = notGranted(parent, asked);
    const hostnames = refused.length === 0 ? asked : parent.hostnames; // said here, not of the object once more
    const namespace = props.namespace ?? Owner.around(scope)?.namespaces[0] ?? '';
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind,
      metadata: { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }) },
      spec: { parentRefs: parentRefs(parent, hostnames, namespace), hostnames: [...hostnames], rules },
    });
    for (const hostname of refused)
      report(this, {
        rule: 'gateway/hostname-not-granted',
        message: `${kind} ${namespace}/${name} asks for ${hostname}, and its grant is for ${parent.hostnames.join(', ')}.`,
        fix: `Grant it: gateway.grantHostnames(${parent.owner.replace(/^.*\//, '')}, '${hostname}'), or leave it away.`,
      });
  }
}

remembersItself(Route);
