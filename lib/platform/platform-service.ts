import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { HelmChartDefinition } from '../flux/helm-chart';
import { HelmRelease, type HelmReleaseProps, type ValuesSource } from '../flux/helm-release';
import { Kustomization, type KustomizationProps } from '../flux/kustomization';
import { fluxSystem, platformIdentity } from '../flux/names';
import type { Source, SourceDefinition } from '../flux/source';
import type { Manifest } from '../manifest/manifest';
import { report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { type FluxIdentity, Owner, type Part } from '../object/owner';
import { baseIdentity } from './base-identity';
import { builtInGroups } from './built-in-groups';
import { type PodSecurity, podSecurityLabels } from './pod-security';
import { substituteVariables, VariablesService } from './variables';

/** How a Flux object is named; the service decides. */
type Identity = 'name' | 'namespace' | 'labels' | 'annotations';

/** What a platform service is made of. */
export interface PlatformServiceProps {
  /** Its Helm chart. @default - none */
  readonly chart?: HelmChartDefinition;
  /** Values of the chart. @default - the chart's own */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Values from Secrets and ConfigMaps in `flux-system`. @default - none */
  readonly valuesFrom?: readonly ValuesSource[];
  /** What Helm does with the chart's CRDs, at install and at upgrade. @default 'CreateReplace' */
  readonly crds?: 'Skip' | 'Create' | 'CreateReplace';
  /** Every other field of the HelmRelease. @default - see docs/defaults.md */
  readonly release?: Partial<Omit<HelmReleaseProps, Identity | 'chart' | 'values' | 'valuesFrom' | 'dependsOn'>>;

  /** A repo that holds the service as manifests. @default - none */
  readonly source?: SourceDefinition | Source;
  /** Folder of the service in `source`. @default './' */
  readonly path?: string;
  /** Every other field of the Kustomization on `source`. @default - see docs/defaults.md */
  readonly kustomization?: Partial<Omit<KustomizationProps, Identity | 'source' | 'path' | 'dependsOn' | 'role'>>;
  /** Substitutes the cluster's variables in what comes from `source`. @default false */
  readonly variables?: boolean;
  /** `cluster-admin` where the HelmReleases in `source` name no ServiceAccount and need those rights. @default - they name their own */
  readonly helmReleases?: 'cluster-admin';

  /** Namespace it runs in. Created by the hub, unless `createNamespace` is false. @default - the service's name */
  readonly namespace?: string;
  /** Whether the hub creates the namespace. @default - true where there is a chart, or a `namespace` or `helmReleases` is given */
  readonly createNamespace?: boolean;
  /** Pod Security level of the namespace. @default 'baseline' */
  readonly podSecurity?: PodSecurity;
  /** Services that must be ready first. @default - none */
  readonly dependsOn?: readonly PlatformService[];
}

/** Something that makes a cluster a cluster: a controller, a gateway, a monitoring stack. Runs with the platform's rights. */
export class PlatformService extends Owner {
  private readonly props: PlatformServiceProps;
  private readonly variables: VariablesService | undefined;
  private configChart: Chart | undefined;

  constructor(scope: Construct, id: string, props: PlatformServiceProps = {}) {
    const namespace = props.namespace ?? id;
    super(scope, id, 'platform', [namespace]);
    this.props = props;
    const { chart, source, helmReleases } = props;
    const { createNamespace = Boolean(chart || props.namespace || helmReleases) } = props;
    if (createNamespace) new KubeObject(this, 'namespace', this.namespaceManifest(namespace));
    if (chart) this.install(chart, namespace);
    this.variables = props.variables ? VariablesService.sharedBy(this) : undefined;
    if (source) this.apply(source, namespace);
  }

  /**
   * Where the custom resources of the operator that this service installs belong: they are applied once it is ready, by the
   * Flux Kustomization `infra-<service>-config`.
   */
  get config(): Construct {
    this.configChart ??= new ConfigChart(this, this.namespace);
    return this.configChart;
  }

  override get fluxIdentity(): FluxIdentity {
    return platformIdentity;
  }

  override parts(): readonly Part[] {
    const main: Part = {
      name: 'main',
      kustomization: `infra-${this.name}`,
      role: 'infra',
      dependsOn: [...(this.props.dependsOn ?? []), ...(this.variables ? [this.variables] : [])].map(
        ({ readyWhen }) => readyWhen,
      ),
      keep: false,
    };
    if (!this.configChart || this.configChart.node.children.length === 0) return [main];
    const config: Part = {
      name: 'config',
      kustomization: `infra-${this.name}-config`,
      role: 'infra-config',
      dependsOn: [main.kustomization],
      keep: false,
    };
    return [main, config];
  }

  override partOf(manifest: Manifest, construct: IConstruct): string {
    if (this.configChart && construct.node.scopes.includes(this.configChart)) return 'config';
    this.checkCustomResource(manifest, construct);
    return 'main';
  }

  private namespaceManifest(name: string): Manifest {
    const labels = podSecurityLabels(this.props.podSecurity ?? 'baseline');
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  }

  private install(chart: HelmChartDefinition, namespace: string): void {
    const { values, valuesFrom, release = {}, crds = 'CreateReplace' } = this.props;
    new HelmRelease(this, 'release', {
      name: this.name,
      namespace: fluxSystem,
      chart,
      releaseName: this.name,
      targetNamespace: namespace,
      storageNamespace: namespace,
      ...release,
      install: { crds, remediation: { retries: 3 }, ...release.install },
      upgrade: { crds, remediation: { retries: 3 }, ...release.upgrade },
      ...(values && { values }),
      ...(valuesFrom && { valuesFrom }),
    });
  }

  private apply(definition: SourceDefinition | Source, namespace: string): void {
    const { path, kustomization = {}, variables = false, helmReleases } = this.props;
    const source =
      'reference' in definition
        ? definition
        : definition.create(this, 'source', { name: this.name, namespace: fluxSystem });
    new Kustomization(this, 'kustomization', {
      name: this.name,
      namespace: fluxSystem,
      role: 'infra',
      source,
      ...kustomization,
      ...(path !== undefined && { path }),
      ...(variables && substituteVariables(kustomization.postBuild)),
      ...(helmReleases && baseIdentity(this, namespace, kustomization.patches)),
    });
  }

  /** A custom resource beside its operator's chart would fail the dry run and block the chart. */
  private checkCustomResource({ apiVersion, kind, metadata }: Manifest, construct: IConstruct): void {
    const group = apiVersion.split('/').slice(0, -1).join('/');
    if (!this.props.chart || builtInGroups.test(group)) return;
    report(construct, {
      rule: 'platform/custom-resource-beside-chart',
      message: `${kind} ${metadata.name} would be applied together with the chart of ${this.name}, before its CRDs are there.`,
      fix: `Create it in the service's \`config\`: new ${kind}(service.config, …).`,
    });
  }
}

/** The custom resources of a platform service. */
class ConfigChart extends Chart {
  constructor(scope: PlatformService, namespace: string | undefined) {
    super(scope, 'config', namespace === undefined ? {} : { namespace });
  }

  override generateObjectName(object: Parameters<Chart['generateObjectName']>[0]): string {
    return (this.node.scope as PlatformService).generateObjectName(object);
  }
}
