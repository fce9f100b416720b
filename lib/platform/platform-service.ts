import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { HelmChartDefinition } from '../flux/helm-chart';
import { HelmRelease, type HelmReleaseProps, type ValuesSource } from '../flux/helm-release';
import { Kustomization, type KustomizationProps } from '../flux/kustomization';
import { fluxSystem, platformIdentity } from '../flux/names';
import type { RenderedSource, Source, SourceDefinition } from '../flux/source';
import { groupOf, type Manifest } from '../manifest/manifest';
import { requireDependencies } from '../mistake/required';
import { compositionOf, report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { LateObject } from '../object/late-object';
import { type FluxIdentity, Owner, type Part } from '../object/owner';
import { rememberChildren } from '../origin/child-origins';
import type { PodSecurity } from '../pod-security/level';
import { baseIdentity } from './base-identity';
import { isBuiltInGroup } from './built-in-groups';
import { type GatewayGrants, grantAnnotations } from './gateway-grants';
import { configPart, infraNames, mainPart } from './infra';
import { podSecurityLabels } from './pod-security';
import { isReserved } from './reserved-namespace';
import { checkOptions } from './service-options';
import { platformVariables, substituteVariables } from './variables';

const PLATFORM_SERVICE = Symbol.for('cdk8s-flux-hub.PlatformService');

/** How a Flux object is named; the service decides. */
type Identity = 'name' | 'namespace' | 'labels' | 'annotations';

/** What every platform service may say. */
export interface PlatformServiceBase {
  /** Namespace it runs in. Created by the hub, unless `createNamespace` is false. @default - the service's name */
  readonly namespace?: string;
  /**
   * Whether the hub creates the namespace; refused for Kubernetes' own and Flux's, which are there.
   * @default - true where there is a chart, or a `namespace` or `helmReleases` is given
   */
  readonly createNamespace?: boolean;
  /** Pod Security level of the namespace. @default 'baseline' */
  readonly podSecurity?: PodSecurity;
  /** Services that must be ready first. @default - none */
  readonly dependsOn?: readonly PlatformService[];
}

/** A Helm chart as a platform service. */
export interface ChartOptions {
  /** Its Helm chart. */
  readonly chart: HelmChartDefinition;
  /** Values of the chart. @default - the chart's own */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Values from Secrets and ConfigMaps in `flux-system`. @default - none */
  readonly valuesFrom?: readonly ValuesSource[];
  /** What Helm does with the chart's CRDs, at install and at upgrade. @default 'CreateReplace' */
  readonly crds?: 'Skip' | 'Create' | 'CreateReplace';
  /** Every other field of the HelmRelease. @default - see docs/defaults.md */
  readonly release?: Partial<Omit<HelmReleaseProps, Identity | 'chart' | 'values' | 'valuesFrom' | 'dependsOn'>>;
}

/** A folder of manifests as a platform service. */
export interface SourceOptions {
  /** A repo that holds the service as manifests. */
  readonly source: SourceDefinition | Source;
  /** Folder of the service in `source`. @default './' */
  readonly path?: string;
  /** Every other field of the Kustomization on `source`. @default - see docs/defaults.md */
  readonly kustomization?: Partial<Omit<KustomizationProps, Identity | 'source' | 'path' | 'dependsOn' | 'role'>>;
  /** Substitutes the cluster's variables in what comes from `source`. @default false */
  readonly variables?: boolean;
  /** `cluster-admin` where the HelmReleases in `source` name no ServiceAccount and need those rights. @default - they name their own */
  readonly helmReleases?: 'cluster-admin';
}

/** None of some options. */
type Without<Options> = { readonly [option in keyof Options]?: never };

/** What a platform service is made of: a chart, a source, both, or the constructs that are put into it. */
export type PlatformServiceProps = PlatformServiceBase &
  (ChartOptions | Without<ChartOptions>) &
  (SourceOptions | Without<SourceOptions>);

/** Something that makes a cluster a cluster: a controller, a gateway, a monitoring stack. Runs with the platform's rights. */
export class PlatformService extends Owner {
  /** The HelmRelease of its chart; undefined where it has none. */
  readonly release: HelmRelease | undefined;
  /** The Kustomization on its source; undefined where it has none. */
  readonly kustomization: Kustomization | undefined;
  /** What its Kustomization applies from; undefined where it has none, or one that the hub does not render. */
  readonly source: RenderedSource | undefined;
  private readonly props: PlatformServiceProps;
  private readonly variables: Owner | undefined;
  private readonly grants: GatewayGrants[] = [];
  private configChart: Chart | undefined;

  constructor(scope: Construct, id: string, props: PlatformServiceProps = {}) {
    requireDependencies(`Service ${id}`, props.dependsOn);
    const namespace = props.namespace ?? id;
    super(scope, id, 'platform', [namespace]);
    this.props = props;
    checkOptions(this, props);
    if (this.createsNamespace(namespace))
      new LateObject(this.own, 'namespace', () => this.namespaceManifest(namespace));
    this.release = props.chart && this.install(props.chart, namespace);
    this.variables = props.variables ? platformVariables(this) : undefined;
    const source = props.source && this.sourceFrom(props.source);
    this.source = source && KubeObject.isKubeObject(source) ? source : undefined;
    this.kustomization = source && this.apply(source, namespace);
  }

  /**
   * Where the custom resources of the operator that this service installs belong: they are applied once it is ready, by the
   * Flux Kustomization `infra-<service>-config`.
   */
  get config(): Construct {
    this.configChart ??= new ConfigChart(this, this.namespace);
    return this.configChart;
  }

  /**
   * Has it wait for a gateway, and its Namespace say what it was granted there. Called by the gateway.
   * @internal
   */
  join(grants: GatewayGrants): void {
    this.grants.push(grants);
  }

  /**
   * The services that it waits for.
   * @internal
   */
  get needed(): readonly PlatformService[] {
    const gateways = this.grants.map(({ gateway }) => gateway).filter((gateway) => gateway !== this);
    return [...(this.props.dependsOn ?? []), ...gateways];
  }

  override get fluxIdentity(): FluxIdentity {
    return platformIdentity;
  }

  override get readyWhen(): string {
    const { main, config } = infraNames(this.name);
    return this.hasConfig ? config : main;
  }

  override parts(): readonly Part[] {
    const needed = [...this.needed, ...(this.variables ? [this.variables] : [])];
    const main = mainPart(this.name, [...new Set(needed.map(({ readyWhen }) => readyWhen))]);
    return this.hasConfig ? [{ ...main, evenEmpty: true }, configPart(this.name)] : [main]; // config waits for main
  }

  override partOf(manifest: Manifest, construct: IConstruct): string | undefined {
    if (this.configChart && construct.node.scopes.includes(this.configChart)) return 'config';
    this.checkCustomResource(manifest, construct);
    return 'main';
  }

  private get hasConfig(): boolean {
    return this.configChart !== undefined && this.configChart.node.children.length > 0;
  }

  private createsNamespace(namespace: string): boolean {
    const { chart, helmReleases, namespace: given, createNamespace } = this.props;
    if (isReserved(namespace)) return false;
    return createNamespace ?? Boolean(chart || given || helmReleases);
  }

  private namespaceManifest(name: string): Manifest {
    const labels = podSecurityLabels(this.props.podSecurity ?? 'baseline');
    const annotations = grantAnnotations(this.grantsIn(name));
    const says = Object.keys(annotations).length > 0;
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels, ...(says && { annotations }) } };
  }

  /** What services in a namespace were granted: several may share one that one of them makes. */
  private grantsIn(namespace: string): GatewayGrants[] {
    const services = [...compositionOf(this).owners.values()].filter(isPlatformService);
    return services.flatMap((service) => (service.namespaces[0] === namespace ? service.grants : []));
  }

  private install(chart: HelmChartDefinition, namespace: string): HelmRelease {
    const { values, valuesFrom, release = {}, crds = 'CreateReplace' } = this.props;
    return new HelmRelease(this.own, 'release', {
      name: this.name,
      namespace: fluxSystem,
      chart,
      releaseName: this.name,
      targetNamespace: namespace,
      storageNamespace: namespace,
      ...release,
      install: { crds, ...release.install },
      upgrade: { crds, ...release.upgrade },
      ...(values && { values }),
      ...(valuesFrom && { valuesFrom }),
    });
  }

  private sourceFrom(given: SourceDefinition | Source): Source {
    return 'reference' in given ? given : given.create(this.own, 'source', { name: this.name, namespace: fluxSystem });
  }

  private apply(source: Source, namespace: string): Kustomization {
    const { path, kustomization = {}, variables = false, helmReleases } = this.props;
    return new Kustomization(this.own, 'kustomization', {
      name: this.name,
      namespace: fluxSystem,
      role: 'infra',
      source,
      ...kustomization,
      ...(path !== undefined && { path }),
      ...(variables && substituteVariables(kustomization.postBuild)),
      ...(helmReleases && baseIdentity(this.own, namespace, kustomization.patches)),
    });
  }

  /** A custom resource beside what brings its CRD would fail the dry run, and block the operator too. */
  private checkCustomResource({ apiVersion, kind, metadata }: Manifest, construct: IConstruct): void {
    const operator = (['chart', 'source'] as const).find((option) => this.props[option] !== undefined);
    if (!operator || isBuiltInGroup(groupOf(apiVersion))) return;
    report(construct, {
      rule: 'platform/custom-resource-too-early',
      message: `${kind} ${metadata.name} would be applied together with the ${operator} of ${this.name}, before its CRDs are there.`,
      fix: "Create it in the service's `config`: pass `service.config` in the place of the service.",
    });
  }
}

Object.defineProperty(PlatformService.prototype, PLATFORM_SERVICE, { value: true });

/** Whether an owner is a PlatformService, also one of another copy of this package. */
function isPlatformService(owner: Owner): owner is PlatformService {
  return PLATFORM_SERVICE in owner;
}

/** The custom resources of a platform service. */
class ConfigChart extends Chart {
  constructor(scope: PlatformService, namespace: string | undefined) {
    super(scope, 'config', namespace === undefined ? {} : { namespace });
    rememberChildren(this);
  }

  override generateObjectName(object: Parameters<Chart['generateObjectName']>[0]): string {
    return (this.node.scope as PlatformService).generateObjectName(object);
  }
}
