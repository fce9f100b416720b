import { Construct, type IConstruct } from 'constructs';
import type { GatewaySpecAddresses, GatewaySpecInfrastructure } from '../../imports/gateway.networking.k8s.io';
import type { Manifest } from '../manifest/manifest';
import { misspeltProperties } from '../mistake/misspelt-property';
import { requireProperties } from '../mistake/required';
import { clusterOf } from '../object/cluster-context';
import { report } from '../object/composition';
import { hubScope } from '../object/hub-scope';
import { KubeObject } from '../object/kube-object';
import { LateObject } from '../object/late-object';
import { described, type Owner } from '../object/owner';
import { infraNames } from '../platform/infra';
import { PlatformService, type PlatformServiceBase } from '../platform/platform-service';
import { wayBetween } from '../platform/way-between';
import { hostnameIssue } from '../routing/hostname';
import { listenerName } from '../routing/listener-name';
import { useSecret } from '../secrets/secret-ref';
import type { DataPlane } from '../tenancy/data-plane';
import type { GatewayAccess } from '../tenancy/gateway-access';
import { AllowedRoutes, allowedRoutesAnnotations } from './allowed-routes';
import { certificate, type GatewayTls } from './gateway-tls';
import { delegatedBelow, type GrantedHostname, listenersOn } from './granted-hostname';
import { checkedDelegation, type DelegateProps, type GrantHolder, type GrantsHostnames } from './grants-hostnames';
import type { GrantProtocol, HostnameGrant } from './hostname-grant';
import { httpListener, listener, mostListeners } from './listener';
import { GatewayListenerSet } from './listener-set';
import { redirectToHttps } from './redirect-to-https';
import { formatParent, type RouteParent } from './route-parent';

const SHARED_GATEWAY = Symbol.for('cdk8s-flux-hub.SharedGateway');

/** What a shared gateway is. */
export interface SharedGatewayProps extends PlatformServiceBase {
  /** Name of the GatewayClass: whose controller carries the traffic. */
  readonly className: string;
  /** Where its certificates come from. */
  readonly tls: GatewayTls;
  /** Where its proxies run: what tenants' network policies let through. */
  readonly dataPlane: DataPlane;
  /** Name of the Gateway. @default - the service's name */
  readonly gatewayName?: string;
  /** Addresses that it asks for. @default - what its controller gives it */
  readonly addresses?: readonly GatewaySpecAddresses[];
  /** What its controller puts on what it makes, such as annotations for a load balancer. @default - nothing */
  readonly infrastructure?: GatewaySpecInfrastructure;
  /** Whose routes may attach to the listener of a hostname. @default AllowedRoutes.holder() */
  readonly allowedRoutes?: AllowedRoutes;
}

const properties = {
  namespace: true,
  createNamespace: true,
  podSecurity: true,
  dependsOn: true,
  className: true,
  tls: true,
  dataPlane: true,
  gatewayName: true,
  addresses: true,
  infrastructure: true,
  allowedRoutes: true,
} satisfies Record<keyof SharedGatewayProps, true>;

/** How hostnames are given. */
interface Giving<P extends GrantProtocol> {
  readonly protocol: P;
  readonly global?: boolean;
  readonly delegated?: boolean;
}

/** The call that gives hostnames so. */
function callOf({ protocol, global }: Giving<GrantProtocol>): string {
  if (protocol === 'TLS') return 'grantPassthroughHostnames';
  return global ? 'grantGlobalHostnames' : 'grantHostnames';
}

/**
 * One Gateway for all tenants of a cluster. Each hostname that is granted has a listener of its own, to which only routes of
 * its holder's namespaces attach; plain HTTP is redirected. Certificates are applied after it, so that one that is not issued
 * keeps nobody waiting.
 */
export class SharedGateway extends PlatformService implements GrantsHostnames {
  /** Whether a value is a SharedGateway, also one of another copy of this package. */
  static isSharedGateway(value: object): value is SharedGateway {
    return SHARED_GATEWAY in value;
  }

  /** The Gateway itself. */
  readonly object: KubeObject;
  /** The Gateway, as routes name it. */
  readonly parent: RouteParent;
  /** Whose routes may attach to the listener of a hostname. */
  readonly allowedRoutes: AllowedRoutes;
  private readonly gateway: SharedGatewayProps;
  private readonly hostnames: GrantedHostname[] = [];
  private readonly sets: GatewayListenerSet[] = [];
  private readonly holders = new Set<Owner>();
  private certificates: Construct | undefined;

  constructor(cluster: Construct, id: string, props: SharedGatewayProps) {
    requireProperties(`Gateway ${id}`, props, {
      className: "'envoy'",
      tls: "GatewayTls.certManager({ clusterIssuer: '…' })",
      dataPlane: "DataPlane.pods({ namespace: '…' })",
    });
    const { namespace = id, createNamespace, podSecurity = 'restricted', dependsOn = [] } = props;
    super(cluster, id, {
      namespace,
      podSecurity,
      dependsOn,
      ...(createNamespace !== undefined && { createNamespace }),
    });
    const { tls, gatewayName = id, allowedRoutes = AllowedRoutes.holder() } = props;
    this.parent = { kind: 'Gateway', namespace, name: gatewayName };
    this.allowedRoutes = allowedRoutes;
    this.gateway = props;
    for (const problem of misspeltProperties(`Gateway ${id}`, props, properties)) report(this, problem);
    this.object = new LateObject(this.own, 'gateway', () => this.gatewayManifest());
    if (tls.type === 'secret') useSecret(this.object, tls.secret, namespace);
    new KubeObject(this.own, 'redirect-to-https', redirectToHttps(this.parent));
  }

  /**
   * Adds a ListenerSet to the Gateway: as many hostnames again. Needs Gateway API 1.5 or newer.
   * @param name name of the ListenerSet, in the gateway's namespace
   */
  addListenerSet(name: string): GatewayListenerSet {
    const set = new GatewayListenerSet(this.own, this, name);
    this.sets.push(set);
    return set;
  }

  grantHostnames<const H extends string>(holder: GrantHolder, ...hostnames: readonly H[]): HostnameGrant<H> {
    return this.give(this.parent, holder, hostnames, { protocol: 'HTTPS' });
  }

  grantGlobalHostnames<const H extends string>(holder: GrantHolder, ...hostnames: readonly H[]): HostnameGrant<H> {
    return this.give(this.parent, holder, hostnames, { protocol: 'HTTPS', global: true });
  }

  grantPassthroughHostnames<const H extends string>(
    holder: GrantHolder,
    ...hostnames: readonly H[]
  ): HostnameGrant<H, 'TLS'> {
    return this.give(this.parent, holder, hostnames, { protocol: 'TLS' });
  }

  delegate<const H extends string>(hostname: H, props: DelegateProps): HostnameGrant<H> {
    const { to, global = false } = checkedDelegation(hostname, props);
    return this.give(this.parent, to, [hostname], { protocol: 'HTTPS', delegated: true, global });
  }

  /** Others wait for the Gateway, and not for certificates. */
  override get readyWhen(): string {
    return infraNames(this.name).main;
  }

  override partOf(manifest: Manifest, construct: IConstruct): string | undefined {
    const isEmpty = this.sets.some((set) => set === construct && this.listenersOf(set.parent).length === 0);
    return isEmpty ? undefined : super.partOf(manifest, construct);
  }

  /**
   * Everything that was granted, in that order.
   * @internal
   */
  get granted(): readonly GrantedHostname[] {
    return this.hostnames;
  }

  /**
   * The Gateway and its ListenerSets, as routes name them.
   * @internal
   */
  get parents(): readonly RouteParent[] {
    return [this.parent, ...this.sets.map(({ parent }) => parent)];
  }

  /**
   * Hostnames that have a listener on the Gateway or on one of its ListenerSets, in the order in which they were granted.
   * @internal
   */
  listenersOf(parent: RouteParent): readonly GrantedHostname[] {
    return listenersOn(parent, this.hostnames);
  }

  /**
   * The listeners of the Gateway or of one of its ListenerSets, no more than it takes.
   * @internal
   */
  listeners(parent: RouteParent) {
    const { tls } = this.gateway;
    const own = parent === this.parent ? [httpListener] : [];
    const granted = this.listenersOf(parent)
      .slice(0, mostListeners - own.length)
      .map((hostname) => listener(hostname, tls, this.allowedRoutes));
    return [...own, ...granted.sort((a, b) => (a.hostname < b.hostname ? -1 : 1))];
  }

  /**
   * Gives hostnames of the Gateway or of one of its ListenerSets. What cannot be given is reported.
   * @internal
   */
  give<H extends string, P extends GrantProtocol>(
    parent: RouteParent,
    owner: GrantHolder,
    hostnames: readonly H[],
    { protocol, global = false, delegated = false }: Giving<P>,
  ): HostnameGrant<H, P> {
    const stack = {};
    Error.captureStackTrace(stack);
    const grant = { protocol, owner: owner.key, hostnames, parent };
    if (clusterOf(owner) !== clusterOf(this)) this.reportStranger(owner, stack);
    else if (hostnames.length === 0) this.reportNone(owner, callOf({ protocol, global }), stack);
    else if (!owner.isGone) {
      for (const hostname of hostnames)
        if (this.isHostname(hostname, owner, stack))
          this.add({ hostname, protocol, parent, owner, delegated, global, stack });
      this.welcome(owner, stack);
    }
    return grant;
  }

  private add(granted: GrantedHostname): void {
    const { hostname, protocol } = granted;
    this.hostnames.push(granted);
    const manifest = protocol === 'HTTPS' && certificate(this.gateway.tls, this.parent.namespace, hostname);
    if (!manifest) return;
    this.certificates ??= new Construct(this.config, hubScope);
    const id = listenerName(hostname);
    if (!this.certificates.node.tryFindChild(id)) new KubeObject(this.certificates, id, manifest);
  }

  /** Has a holder wait for the gateway, once; unless the gateway waits for it. */
  private welcome(owner: GrantHolder, stack: object): void {
    if (this.holders.has(owner)) return;
    this.holders.add(owner);
    const way = owner === this ? undefined : wayBetween(this, owner);
    if (way) this.reportNeeded(owner, way, stack);
    else owner.join(this.accessOf(owner));
  }

  private accessOf(owner: Owner): GatewayAccess {
    const { dataPlane } = this.gateway;
    const ofOwner = () => this.hostnames.filter((granted) => granted.owner === owner);
    const all = () => this.hostnames;
    return {
      gateway: this,
      dataPlane,
      get hostnames() {
        return ofOwner().map(({ hostname }) => hostname);
      },
      get delegatedHostnames() {
        return delegatedBelow(owner, all());
      },
      get globalHostnames() {
        return ofOwner().flatMap(({ hostname, global }) => (global ? [hostname] : []));
      },
      get parents() {
        return ofOwner().map(({ parent }) => formatParent(parent));
      },
    };
  }

  private gatewayManifest(): Manifest {
    const { className, addresses, infrastructure } = this.gateway;
    const { namespace, name } = this.parent;
    return {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name, namespace, annotations: allowedRoutesAnnotations(this.allowedRoutes) },
      spec: {
        gatewayClassName: className,
        addresses,
        infrastructure,
        allowedListeners: this.sets.length > 0 ? { namespaces: { from: 'Same' } } : undefined,
        listeners: this.listeners(this.parent),
      },
    };
  }

  private isHostname(hostname: string, owner: Owner, stack: object): boolean {
    const issue = hostnameIssue(hostname);
    if (issue === undefined) return true;
    report(this, {
      rule: 'gateway/hostname-syntax',
      message: `Hostname ${JSON.stringify(hostname)}, granted to ${described(owner.ownerKind)} ${owner.name}, ${issue}.`,
      fix: 'Write a DNS name in lower case, such as shop.acme.io, or *.shop.acme.io for all below it: no scheme, port or path.',
      stack,
    });
    return false;
  }

  private reportNone(owner: Owner, call: string, stack: object): void {
    report(this, {
      rule: 'gateway/no-hostname',
      message: `gateway.${call} grants ${described(owner.ownerKind)} ${owner.name} no hostname: none is named.`,
      fix: `Name what it gets: gateway.${call}(${owner.name}, 'shop.acme.io'); or take the call away.`,
      stack,
    });
  }

  private reportNeeded({ name, namespaces }: Owner, way: readonly Owner[], stack: object): void {
    report(this, {
      rule: 'gateway/holder-needed',
      message: `Service ${name} has hostnames on gateway ${this.name}, which waits for it: ${way.map((each) => each.name).join(' → ')}.`,
      fix: `Grant them to a service of their own, which holds the route: new PlatformService(cluster, '${name}-route', { namespace: '${namespaces[0]}', createNamespace: false, dependsOn: [${name}] }).`,
      stack,
    });
  }

  /** To both clusters: one of them may have been rendered already, and nobody would hear of it there. */
  private reportStranger(owner: Owner, stack: object): void {
    const message = `${owner.name} is a ${described(owner.ownerKind)} of cluster ${clusterOf(owner).name}, and the gateway ${this.name} is one of cluster ${clusterOf(this).name}.`;
    const fix = 'Grant it hostnames on a gateway of its own cluster.';
    for (const at of [this, owner]) report(at, { rule: 'gateway/stranger', message, fix, stack });
  }
}

Object.defineProperty(SharedGateway.prototype, SHARED_GATEWAY, { value: true });
