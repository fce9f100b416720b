import { type ApiObject, Chart, type JsonPatch } from 'cdk8s';
import { fluxSystem } from '../flux/names';
import { existingSource, type Source } from '../flux/source';
import type { Manifest } from '../manifest/manifest';
import { similar } from '../manifest/similar';
import { type ClusterContext, type FluxContext, type HubContext, markCluster } from '../object/cluster-context';
import { report } from '../object/composition';
import { rememberOrigin } from '../object/origin';
import { Bootstrap } from '../platform/bootstrap';
import type { PlatformAccounts } from '../tenancy/guard-policy';
import { addTenancyServices } from '../tenancy/tenancy-services';
import { defaultComponents, type FluxComponent, fluxReleases, releaseOf } from '../versions/flux';
import type { ClusterScope } from './cluster-scope';
import type { Environment } from './environment';

/** What every cluster says. */
export interface ClusterProps {
  /** Its Kubernetes minor, such as `1.34`. */
  readonly kubernetes: string;
  /** Its Flux. */
  readonly flux: ClusterFlux;
  /** Its Gateway API release. @default - it has none */
  readonly gatewayApi?: { readonly version: string };
  /** The Secret in `flux-system` with the key that sealed files are decrypted with. @default - sealed files are refused */
  readonly decryption?: { readonly secret: string };
  /** Variables for Kustomizations on base and spoke repos. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Who may change what the hub renders into tenants' namespaces, besides Flux and Kubernetes. @default - nobody else */
  readonly platformAccounts?: PlatformAccounts;
}

/** The Flux of a cluster. */
export interface ClusterFlux {
  /** Full version, such as `2.9.4`. */
  readonly version: string;
  /** How Flux comes to the cluster. @default Bootstrap.cli() */
  readonly bootstrap?: Bootstrap;
  /** Components that are installed. @default - source-, kustomize-, helm- and notification-controller */
  readonly components?: readonly FluxComponent[];
}

/** Changes objects that the tree's constructs do not give access to. */
export interface Override {
  readonly select: (manifest: Manifest) => boolean;
  readonly patch: readonly JsonPatch[];
  readonly expect: number;
  /** The raw stack of the call, for reports. */
  readonly stack: { readonly stack?: string };
}

/** One Kubernetes cluster with its own Flux. */
export class Cluster extends Chart implements ClusterContext {
  readonly name: string;
  /** The environment it belongs to. */
  readonly environment: Environment;
  readonly kubernetes: string;
  readonly flux: FluxContext & { readonly components: readonly FluxComponent[] };
  /** How Flux comes to it. */
  readonly bootstrap: Bootstrap;
  /** Its Gateway API release; undefined where it has none. */
  readonly gatewayApi: { readonly version: string } | undefined;
  readonly decryption: { readonly secret: string } | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly hub: HubContext;
  private readonly changes: Override[] = [];

  constructor(scope: ClusterScope, id: string, props: ClusterProps) {
    super(scope, id);
    markCluster(this);
    rememberOrigin(this);
    const { version = '', components = defaultComponents, bootstrap = Bootstrap.cli() } = props.flux ?? {};
    this.name = scope.clusterName;
    this.environment = scope.environment;
    this.hub = scope.hub;
    this.kubernetes = props.kubernetes ?? '';
    this.flux = {
      version: version.replace(/^v/, ''),
      release: releaseOf(version) ?? '2.9',
      components: components.filter((component) => this.isComponent(component)),
    };
    this.bootstrap = bootstrap;
    this.gatewayApi = props.gatewayApi;
    this.decryption = props.decryption;
    this.variables = props.variables ?? {};
    this.checkVersions(version);
    this.reportLockdown();
    addTenancyServices(this, props.platformAccounts);
  }

  get environmentName(): string {
    return this.environment.name;
  }

  /** The hub repo as Flux sees it on this cluster, for folders of it that nobody here renders. */
  get source(): Source {
    return existingSource('GitRepository', fluxSystem, fluxSystem);
  }

  /**
   * What was asked of `override`, in order.
   * @internal
   */
  get overrides(): readonly Override[] {
    return this.changes;
  }

  /**
   * Changes every object that matches, over all that the cluster renders. An error at synth where the count differs.
   * @param select which objects, by their final manifests
   * @param patch one JSON patch operation or several
   * @param options `expect`: how many objects must match
   */
  override(
    select: (manifest: Manifest) => boolean,
    patch: JsonPatch | readonly JsonPatch[],
    options: { readonly expect: number },
  ): void {
    const stack = {};
    Error.captureStackTrace(stack);
    this.changes.push({ select, patch: [patch].flat(), expect: options.expect, stack });
  }

  override generateObjectName(object: ApiObject): string {
    return object.node.id.toLowerCase();
  }

  private checkVersions(flux: string): void {
    if (!/^\d+\.\d+$/.test(this.kubernetes))
      report(this, {
        rule: 'hub/cluster-version',
        message: `Cluster ${this.name} says ${this.kubernetes ? `Kubernetes ${this.kubernetes}` : 'no Kubernetes version'}.`,
        fix: "Give it its minor: `kubernetes: '1.34'`.",
      });
    if (!releaseOf(flux))
      report(this, {
        rule: 'hub/cluster-version',
        message: `Cluster ${this.name} says ${flux ? `Flux ${flux}` : 'no Flux version'}.`,
        fix: `Give it a full version of Flux ${Object.keys(fluxReleases).join(', ')}: \`flux: { version: '2.9.4' }\`.`,
      });
    else if (minor(this.kubernetes) < minor(fluxReleases[this.flux.release].kubernetes))
      report(this, {
        rule: 'flux/kubernetes-too-old',
        message: `Flux ${this.flux.version} needs Kubernetes ${fluxReleases[this.flux.release].kubernetes} or newer; ${this.name} has ${this.kubernetes}.`,
        fix: 'Upgrade the cluster first, or stay on the Flux release before.',
      });
  }

  private isComponent(component: string): boolean {
    const known = Object.keys(fluxReleases['2.9'].kinds);
    if (known.includes(component)) return true;
    const near = similar(component, known);
    report(this, {
      rule: 'hub/flux-component',
      message: `Cluster ${this.name} lists the Flux component ${component}, which there is not.`,
      fix: near ? `Did you mean ${near}?` : `There is ${known.join(', ')}.`,
    });
    return false;
  }

  private reportLockdown(): void {
    const { lockdown } = this.bootstrap;
    if (lockdown.on) return;
    report(this, {
      rule: 'flux/lockdown-off',
      severity: 'warning',
      message: `Flux on ${this.name} is not locked down: ${lockdown.reason.replace(/\.$/, '')}.`,
      fix: "Turn it on once the reason is gone: until then a tenant's object without a ServiceAccount runs with cluster-admin.",
    });
  }
}

function minor(version: string): number {
  return Number(version.split('.')[1] ?? Number.NaN);
}
