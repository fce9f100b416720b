import { type ApiObject, Chart, type JsonPatch } from 'cdk8s';
import { fluxSystem } from '../flux/names';
import { existingSource, type Source } from '../flux/source';
import type { Manifest } from '../manifest/manifest';
import { didYouMean } from '../manifest/similar';
import { misspeltProperties } from '../mistake/misspelt-property';
import { type ClusterContext, type FluxContext, type HubContext, markCluster } from '../object/cluster-context';
import { compositionOf, report } from '../object/composition';
import { rememberChildren } from '../origin/child-origins';
import { rememberOrigin } from '../origin/origin';
import { Bootstrap } from '../platform/bootstrap';
import type { PlatformAccounts } from '../policies/platform-accounts';
import { type AdmissionEngine, admissionEngines } from '../tenancy/admission';
import { addHubServices } from '../tenancy/hub-services';
import { defaultComponents, type FluxComponent, fluxReleases, newestRelease, releaseOf } from '../versions/flux';
import { isOlderMinor } from '../versions/minor';
import { newestKubernetes } from '../versions/newest';
import type { ClusterScope } from './cluster-scope';
import type { ClusterEnvironment } from './environment';
import type { Override } from './override';

/** What every cluster says. */
export interface ClusterProps {
  /** Its Kubernetes minor, such as `1.34`. */
  readonly kubernetes: string;
  /** Its Flux. */
  readonly flux: ClusterFlux;
  /** Its Gateway API release. @default - it has none */
  readonly gatewayApi?: { readonly version: string };
  /** The Secret in `flux-system` with the key that encrypted files are decrypted with. @default - encrypted files are refused */
  readonly decryption?: { readonly secret: string };
  /** Variables for Kustomizations on base and spoke repos. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Who may change what the hub renders into tenants' namespaces, besides Flux and Kubernetes. @default - nobody else */
  readonly platformAccounts?: PlatformAccounts;
  /**
   * What evaluates the hub's admission policies: the API server, by ValidatingAdmissionPolicies; or Kyverno 1.17 or newer, by
   * ValidatingPolicies, which the platform service `kyverno` installs and which they wait for. @default 'kubernetes'
   */
  readonly admission?: AdmissionEngine;
}

const properties = {
  kubernetes: true,
  flux: true,
  gatewayApi: true,
  decryption: true,
  variables: true,
  platformAccounts: true,
  admission: true,
} satisfies Record<keyof ClusterProps, true>;

/** The Flux of a cluster. */
export interface ClusterFlux {
  /** Full version, such as `2.9.4`. */
  readonly version: string;
  /** How Flux comes to the cluster. @default Bootstrap.cli() */
  readonly bootstrap?: Bootstrap;
  /** Components that are installed. @default - source-, kustomize-, helm- and notification-controller */
  readonly components?: readonly FluxComponent[];
}

const fluxProperties = { version: true, bootstrap: true, components: true } satisfies Record<keyof ClusterFlux, true>;

/** One Kubernetes cluster with its own Flux. */
export class Cluster extends Chart implements ClusterContext {
  /** Name of the cluster, and of its folder. */
  readonly name: string;
  /** The environment it belongs to. */
  readonly environment: ClusterEnvironment;
  /** Its Kubernetes minor, `1.34`. */
  readonly kubernetes: string;
  /** Its Flux: version, minor release, and the components that are installed. */
  readonly flux: FluxContext & { readonly components: readonly FluxComponent[] };
  /** How Flux comes to it. */
  readonly bootstrap: Bootstrap;
  /** Its Gateway API release; undefined where it has none. */
  readonly gatewayApi: { readonly version: string } | undefined;
  /** The Secret in `flux-system` with the key that encrypted files are decrypted with; undefined where it has none. */
  readonly decryption: { readonly secret: string } | undefined;
  /** Variables for Kustomizations on base and spoke repos. */
  readonly variables: Readonly<Record<string, string>>;
  /** Who may change what the hub renders into tenants' namespaces, besides Flux and Kubernetes. */
  readonly platformAccounts: PlatformAccounts;
  /** The hub that renders it. */
  readonly hub: HubContext;
  private readonly changes: Override[] = [];

  constructor(scope: ClusterScope, id: string, props: ClusterProps) {
    super(scope, id);
    markCluster(this);
    rememberOrigin(this);
    rememberChildren(this);
    const { version = '', components = defaultComponents, bootstrap = Bootstrap.cli() } = props.flux ?? {};
    this.name = scope.clusterName;
    this.environment = scope.environment;
    this.hub = scope.hub;
    this.kubernetes = props.kubernetes ?? '';
    this.flux = {
      version: version.replace(/^v/, ''),
      release: releaseOf(version) ?? newestRelease,
      components: components.filter((component) => this.isComponent(component)),
    };
    this.bootstrap = bootstrap;
    this.gatewayApi = props.gatewayApi && { version: (props.gatewayApi.version ?? '').replace(/^v/, '') };
    this.decryption = props.decryption;
    this.variables = props.variables ?? {};
    this.platformAccounts = props.platformAccounts ?? {};
    for (const problem of [
      ...misspeltProperties(`Cluster ${this.name}`, props, properties),
      ...misspeltProperties(`The Flux of cluster ${this.name}`, props.flux, fluxProperties),
    ])
      report(this, problem);
    this.checkVersions(version);
    this.reportLockdown();
    this.checkVariables();
    addHubServices(this, this.admissionEngine(props.admission), this.platformAccounts);
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
   * Declares an object that the hub's objects refer to and that somebody else creates, such as a ConfigMap of an operator.
   * Secrets of sources are declared where they are used, by `SecretRef.external`.
   * @param object its kind, namespace and name
   * @param props `createdBy`: who puts it there, for the reader and for reports
   */
  external(
    object: {
      readonly kind: 'Secret' | 'ConfigMap' | 'ServiceAccount';
      readonly namespace: string;
      readonly name: string;
    },
    props: { readonly createdBy: string },
  ): void {
    const stack = {};
    Error.captureStackTrace(stack);
    compositionOf(this).externals.push({ id: { group: '', ...object }, createdBy: props.createdBy, at: this, stack });
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
        message: `The cluster says ${this.kubernetes ? `Kubernetes ${this.kubernetes}` : 'no Kubernetes version'}.`,
        fix: "Give it its minor: `kubernetes: '1.34'`.",
      });
    else if (isOlderMinor(newestKubernetes, this.kubernetes))
      report(this, {
        rule: 'hub/newer-kubernetes',
        severity: 'warning',
        message: `The cluster says Kubernetes ${this.kubernetes}; the newest that is known is ${newestKubernetes}.`,
        fix: `Update cdk8s-flux-hub, or correct the minor: what ${newestKubernetes} serves is taken for what the cluster serves.`,
      });
    if (!releaseOf(flux))
      report(this, {
        rule: 'hub/cluster-version',
        message: `The cluster says ${flux ? `Flux ${flux}` : 'no Flux version'}.`,
        fix: `Give it a full version of Flux ${Object.keys(fluxReleases).join(', ')}: \`flux: { version: '2.9.4' }\`.`,
      });
    else if (isOlderMinor(this.kubernetes, fluxReleases[this.flux.release].kubernetes))
      report(this, {
        rule: 'flux/kubernetes-too-old',
        message: `Flux ${this.flux.version} needs Kubernetes ${fluxReleases[this.flux.release].kubernetes} or newer; ${this.name} has ${this.kubernetes}.`,
        fix: 'Upgrade the cluster first, or stay on the Flux release before.',
      });
    if (this.gatewayApi && !/^\d+\.\d+(?:\.\d+)?$/.test(this.gatewayApi.version))
      report(this, {
        rule: 'hub/cluster-version',
        message: `The cluster says ${this.gatewayApi.version ? `Gateway API ${this.gatewayApi.version}` : 'no Gateway API version'}.`,
        fix: "Give it its release: `gatewayApi: { version: '1.6' }`, or leave out `gatewayApi` where there is none.",
      });
  }

  private admissionEngine(engine: AdmissionEngine = 'kubernetes'): AdmissionEngine {
    const known = Object.keys(admissionEngines);
    if (known.includes(engine)) return engine;
    report(this, {
      rule: 'hub/admission-engine',
      message: `Cluster ${this.name} has ${engine} evaluate its policies, which there is not.`,
      fix: `Use one of ${known.join(', ')}.`,
    });
    return 'kubernetes';
  }

  private isComponent(component: string): boolean {
    const known = Object.keys(fluxReleases[newestRelease].kinds);
    if (known.includes(component)) return true;
    report(this, {
      rule: 'hub/flux-component',
      message: `Cluster ${this.name} lists the Flux component ${component}, which there is not.`,
      fix: didYouMean(component, known),
    });
    return false;
  }

  /** Flux fails every Kustomization that substitutes when one name is none. */
  private checkVariables(): void {
    for (const variable of Object.keys(this.variables))
      if (!/^[_A-Za-z][_A-Za-z0-9]*$/.test(variable))
        report(this, {
          rule: 'hub/variable-name',
          message: `${JSON.stringify(variable)} cannot be the name of a variable of cluster ${this.name}.`,
          fix: 'Use letters, digits and underscores, and no digit first.',
        });
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
