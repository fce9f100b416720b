import type { Construct } from 'constructs';
import { report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { remembersItself } from '../object/origin';
import { Owner } from '../object/owner';
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
    const { parent, name = id, labels, annotations } = props;
    const hostnames: readonly string[] = props.hostnames ?? parent.hostnames;
    const owner = Owner.around(scope);
    const namespace = props.namespace ?? owner?.namespaces[0] ?? '';
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind,
      metadata: { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }) },
      spec: { parentRefs: parentRefs(parent, hostnames, namespace), hostnames: [...hostnames], rules },
    });
    const what = `${kind} ${namespace}/${name}`;
    const holder = parent.owner.replace('/', ' ');
    if (owner && owner.key !== parent.owner)
      report(this, {
        rule: 'gateway/foreign-grant',
        message: `${what} uses hostnames that were granted to ${holder}: ${parent.hostnames.join(', ')}.`,
        fix: `Create it in ${holder}, or grant ${owner.name} hostnames of its own.`,
      });
    for (const hostname of notGranted(parent, hostnames))
      report(this, {
        rule: 'gateway/hostname-not-granted',
        message: `${what} asks for ${hostname}, and its grant is for ${parent.hostnames.join(', ')}.`,
        fix: `Grant it: gateway.grantHostnames(${owner?.name}, '${hostname}'), or leave it away.`,
      });
  }
}

remembersItself(Route);
