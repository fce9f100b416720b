import type { Construct } from 'constructs';
import { LateObject } from '../object/late-object';
import { freeId } from '../object/owner';
import { allowedRoutesAnnotations } from './allowed-routes';
import { checkedDelegation, type DelegateProps, type GrantHolder, type GrantsHostnames } from './grants-hostnames';
import type { HostnameGrant } from './hostname-grant';
import type { RouteParent } from './route-parent';
import type { SharedGateway } from './shared-gateway';

/** More listeners of a shared gateway. Made by its `addListenerSet`. @see https://gateway-api.sigs.k8s.io/reference/spec/#listenerset */
export class GatewayListenerSet extends LateObject implements GrantsHostnames {
  /** The ListenerSet, as routes name it. */
  readonly parent: RouteParent;

  constructor(
    scope: Construct,
    private readonly gateway: SharedGateway,
    name: string,
  ) {
    const { namespace, name: gatewayName } = gateway.parent;
    const parent: RouteParent = { kind: 'ListenerSet', namespace, name };
    super(scope, freeId(scope, `listener-set-${name}`), () => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ListenerSet',
      metadata: { name, namespace, annotations: allowedRoutesAnnotations(gateway.allowedRoutes) },
      spec: { parentRef: { name: gatewayName }, listeners: gateway.listeners(parent) },
    }));
    this.parent = parent;
  }

  grantHostnames<const H extends string>(holder: GrantHolder, ...hostnames: readonly H[]): HostnameGrant<H> {
    return this.gateway.give(this.parent, holder, hostnames, { protocol: 'HTTPS' });
  }

  grantGlobalHostnames<const H extends string>(holder: GrantHolder, ...hostnames: readonly H[]): HostnameGrant<H> {
    return this.gateway.give(this.parent, holder, hostnames, { protocol: 'HTTPS', global: true });
  }

  grantPassthroughHostnames<const H extends string>(
    holder: GrantHolder,
    ...hostnames: readonly H[]
  ): HostnameGrant<H, 'TLS'> {
    return this.gateway.give(this.parent, holder, hostnames, { protocol: 'TLS' });
  }

  delegate<const H extends string>(hostname: H, props: DelegateProps): HostnameGrant<H> {
    const { to, global = false } = checkedDelegation(hostname, props);
    return this.gateway.give(this.parent, to, [hostname], { protocol: 'HTTPS', delegated: true, global });
  }
}
