import type { Construct, IConstruct } from 'constructs';
import { HelmRelease, type HelmReleaseProps } from '../flux/helm-release';
import { Kustomization, type KustomizationProps } from '../flux/kustomization';
import { keepAnnotation, reconciler, tenantLabel } from '../flux/names';
import type { RenderedSource, Source, SourceDefinition } from '../flux/source';
import { groupOf, type Manifest } from '../manifest/manifest';
import { misspeltProperties } from '../mistake/misspelt-property';
import { requireDependencies } from '../mistake/required';
import { report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { LateObject } from '../object/late-object';
import { type FluxIdentity, freeId, Owner, type Part } from '../object/owner';
import { hubService } from '../platform/hub-service';
import type { PlatformService } from '../platform/platform-service';
import { podSecurityLabels } from '../platform/pod-security';
import { provideVariables, substituteVariables } from '../platform/variables';
import type { PodSecurity } from '../pod-security/level';
import { isFluxGroup } from '../versions/flux';
import { allowedSourceProblems } from './allowed-sources';
import { allowGateway } from './data-plane';
import type { GatewayAccess } from './gateway-access';
import { checkNamespaceName, claimNamespace, reportNoNamespace } from './namespace-names';
import { networkPolicies, networkProperties, type TenantNetwork } from './network';
import {
  type ContainerDefaults,
  excessiveRequests,
  limitRange,
  type Quota,
  quotaProperties,
  resourceQuota,
} from './quota';
import { tenantRoles } from './role';
import { sourceAddresses } from './source-addresses';
import { tenantAnnotations } from './tenant-annotations';

/** What a tenant gets on a cluster. */
export interface TenantProps {
  /**
   * Who answers for it, and is asked along with the hub's owners to review its folders, encrypted files and contract, once
   * `flux-hub codeowners` has written it to CODEOWNERS: each `@user`, `@org/team` or an e-mail address. Of those who are asked any one may
   * approve: the platform's approval is had only by a rule of the host's own. @default - the hub's owners
   */
  readonly owners?: readonly string[];
  /** Where its code is: what its apps are applied from unless they name a source of their own. @default - each app names its own */
  readonly source?: SourceDefinition;
  /**
   * Its namespaces. Its identity and its Flux objects live in the first, which is therefore never changed: retire the tenant
   * instead. @default - one, named like the tenant
   */
  readonly namespaces?: readonly string[];
  /**
   * Services whose CRDs or webhooks its own objects in the hub need, such as that of its ExternalSecrets: it waits for them.
   * @default - none
   */
  readonly dependsOn?: readonly PlatformService[];
  /** Pod Security level of its namespaces. @default 'restricted' */
  readonly podSecurity?: PodSecurity;
  /** How much each of its namespaces may hold. @default - see Quota */
  readonly quota?: Quota;
  /** CPU and memory of containers that say nothing themselves. @default - see ContainerDefaults */
  readonly containerDefaults?: ContainerDefaults;
  /** What default-deny leaves open. @default - DNS */
  readonly network?: TenantNetwork;
  /** Whether its charts may bring Roles and RoleBindings. @default false */
  readonly workloadRbac?: boolean;
  /** Whether it may write Flux objects of its own in its namespaces. @default false */
  readonly selfService?: boolean;
  /**
   * URLs of sources that it may write itself where it has `selfService`, besides those that the hub renders for it: all below one
   * that ends with a slash, exactly that of another. Images are `oci://host/path`, buckets `https://endpoint/name`. @default - none
   */
  readonly allowedSources?: readonly string[];
  /**
   * Takes the tenant away in two published steps: `apps` removes its apps; once they are gone, `identity` removes its access,
   * then its namespaces. @default - it stays
   */
  readonly retire?: 'apps' | 'identity';
}

const properties = {
  owners: true,
  source: true,
  namespaces: true,
  dependsOn: true,
  podSecurity: true,
  quota: true,
  containerDefaults: true,
  network: true,
  workloadRbac: true,
  selfService: true,
  allowedSources: true,
  retire: true,
} satisfies Record<keyof TenantProps, true>;

type AppFields = 'name' | 'namespace' | 'role' | 'serviceAccountName' | 'source' | 'labels' | 'annotations';

/** An app of a tenant that is applied by a Flux Kustomization. */
export interface TenantKustomizationProps extends Partial<Omit<KustomizationProps, AppFields>> {
  /** Where the app is, if it has a repo of its own. @default - the tenant's source */
  readonly source?: SourceDefinition | Source;
  /** Substitutes the cluster's variables. @default false */
  readonly variables?: boolean;
}

/** An app of a tenant that is installed from a Helm chart. */
export interface TenantHelmReleaseProps
  extends Omit<HelmReleaseProps, 'name' | 'namespace' | 'serviceAccountName' | 'labels' | 'annotations'> {}

/** A team on a cluster: its namespaces, the identity its code is applied with, its limits, and its apps. */
export class Tenant extends Owner {
  /** What its apps are applied from unless they name a source of their own; undefined where each does, or none is left. */
  readonly source: RenderedSource | undefined;
  private readonly props: TenantProps;
  private readonly gateways: GatewayAccess[] = [];

  constructor(cluster: Construct, id: string, props: TenantProps = {}) {
    requireDependencies(`Tenant ${id}`, props.dependsOn);
    const [first = id, ...others] = new Set(props.namespaces ?? [id]);
    super(cluster, id, 'tenant', [first, ...others], { [tenantLabel]: id });
    this.props = props;
    for (const problem of [
      ...misspeltProperties(`Tenant ${id}`, props, properties),
      ...misspeltProperties(`The quota of tenant ${id}`, props.quota, quotaProperties),
      ...misspeltProperties(`The network of tenant ${id}`, props.network, networkProperties),
      ...allowedSourceProblems(id, props),
    ])
      report(this, problem);
    if (props.namespaces?.length === 0) reportNoNamespace(this, id);
    this.checkContainers();
    for (const namespace of this.namespaces) {
      if (this.accepted || namespace !== id) checkNamespaceName(this, this.name, namespace); // of its own name all is said
      if (claimNamespace(this, namespace)) this.addNamespace(namespace);
    }
    this.source = props.source && !props.retire ? this.makeSource(props.source, this.name) : undefined;
  }

  override get owners(): readonly string[] {
    return this.props.owners ?? super.owners;
  }

  /** The namespace its Flux objects live in. */
  get home(): string {
    return this.namespaces[0];
  }

  override get isGone(): boolean {
    return super.isGone || this.props.retire === 'identity';
  }

  /**
   * Lets a gateway reach its Pods, and has its Namespaces say what it was granted there. Called by the gateway.
   * @internal
   */
  join(access: GatewayAccess): void {
    const { policy } = access.dataPlane;
    const known = this.gateways.some(({ dataPlane }) => dataPlane.policy === policy);
    this.gateways.push(access);
    if (known) return;
    const dataPlanes = () => this.gateways.map(({ dataPlane }) => dataPlane);
    for (const namespace of this.namespaces)
      new LateObject(this.own, freeId(this.own, `${namespace}-${policy}-allow-gateway`), () =>
        allowGateway(policy, { namespace, labels: this.labels }, dataPlanes()),
      );
  }

  /**
   * Adds an app that is applied from a folder. Objects that name no namespace go to the tenant's; with several namespaces each
   * must name its own, unless `targetNamespace` says where.
   * @param name name of the Flux Kustomization, unique among the tenant's
   */
  addKustomization(name: string, props: TenantKustomizationProps = {}): Kustomization {
    const { source, variables = false, ...rest } = props;
    if (variables) provideVariables(this.own, this.home, this.labels);
    return new Kustomization(this, freeId(this, name), {
      ...(this.namespaces.length === 1 && { targetNamespace: this.home }),
      ...rest,
      ...(variables && substituteVariables(rest.postBuild)),
      name,
      source: this.sourceFor(name, source),
    });
  }

  /**
   * Adds an app that is installed from a Helm chart.
   * @param name name of the HelmRelease, unique among the tenant's
   */
  addHelmRelease(name: string, props: TenantHelmReleaseProps): HelmRelease {
    return new HelmRelease(this, freeId(this, name), {
      releaseName: name,
      targetNamespace: this.home,
      storageNamespace: this.home,
      ...props,
      name,
    });
  }

  override get fluxIdentity(): FluxIdentity {
    return { namespace: this.home, kustomization: reconciler, helmRelease: reconciler };
  }

  override get readyWhen(): string {
    return this.kustomizations.apps;
  }

  override parts(): readonly Part[] {
    const { retire, dependsOn = [] } = this.props;
    if (this.isGone) return [];
    const gateways = this.gateways.map(({ gateway }) => gateway);
    const needed = [hubService(this, 'policies'), hubService(this, 'tenancy'), ...dependsOn, ...gateways];
    const base: Part = {
      name: 'base',
      kustomization: this.kustomizations.base,
      role: 'tenant',
      dependsOn: [...new Set(needed.map(({ readyWhen }) => readyWhen))],
      keep: retire === undefined,
    };
    const apps: Part = {
      name: 'apps',
      kustomization: this.kustomizations.apps,
      role: 'tenant-apps',
      dependsOn: [this.kustomizations.base],
      keep: retire === undefined,
      evenEmpty: retire === 'apps',
    };
    return [base, apps];
  }

  override partOf(manifest: Manifest, construct: IConstruct): string | undefined {
    const group = groupOf(manifest.apiVersion);
    const part = isFluxGroup(group) ? 'apps' : 'base';
    if (this.props.retire === 'identity' || (this.props.retire === 'apps' && part === 'apps')) return undefined;
    if (workloadGroups.has(group) || (group === '' && coreWorkloads.has(manifest.kind)))
      report(construct, {
        rule: 'tenancy/workload-in-hub',
        message: `${manifest.kind} ${manifest.metadata.name} is a workload of tenant ${this.name}, and the hub holds none.`,
        fix: "Move it to the tenant's own repo, or make it a platform service.",
      });
    return part;
  }

  /** Names of the hub's Flux Kustomizations that apply it. */
  private get kustomizations() {
    return { base: `tenant-${this.name}`, apps: `tenant-${this.name}-apps` };
  }

  private addNamespace(namespace: string): void {
    const { quota = {}, containerDefaults = {}, network = {} } = this.props;
    const metadata = { namespace, labels: this.labels };
    const add = (manifest: Manifest) =>
      new KubeObject(this.own, `${namespace}-${manifest.kind}-${manifest.metadata.name}`, manifest);

    new LateObject(this.own, `${namespace}-Namespace-${namespace}`, () => this.namespaceManifest(namespace));
    if (namespace === this.home)
      add({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { ...metadata, name: reconciler },
        automountServiceAccountToken: false,
      });
    for (const [name, role] of this.bindings()) add(this.roleBinding({ ...metadata, name }, role));
    add(resourceQuota({ ...metadata, name: 'quota' }, quota));
    add(limitRange({ ...metadata, name: 'limits' }, containerDefaults));
    for (const policy of networkPolicies(metadata, network)) add(policy);
  }

  private namespaceManifest(name: string): Manifest {
    const { retire, podSecurity = 'restricted' } = this.props;
    const labels = { ...this.labels, ...podSecurityLabels(podSecurity) };
    const annotations = { ...(retire === undefined && keepAnnotation), ...this.annotations() };
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels, annotations } };
  }

  private annotations(): Record<string, string> {
    const sources = [...sourceAddresses(this), ...this.allowedSources];
    return tenantAnnotations({ namespaces: this.namespaces, sources, gateways: this.gateways });
  }

  private get allowedSources(): readonly string[] {
    return this.props.allowedSources ?? [];
  }

  private checkContainers(): void {
    for (const { resource, request, limit } of excessiveRequests(this.props.containerDefaults ?? {}))
      report(this, {
        rule: 'tenancy/request-above-limit',
        message: `Containers of tenant ${this.name} that say nothing would request ${request} ${resource}, and be limited to ${limit}.`,
        fix: `Give \`containerDefaults\` a limit of ${resource} that is not below the request.`,
      });
  }

  private bindings(): [name: string, role: string][] {
    const { workloadRbac = false, selfService = false } = this.props;
    return [
      [reconciler, tenantRoles.base],
      ...(workloadRbac ? [[`${reconciler}-rbac`, tenantRoles.workloadRbac] as [string, string]] : []),
      ...(selfService ? [[`${reconciler}-flux`, tenantRoles.selfService] as [string, string]] : []),
    ];
  }

  private roleBinding(metadata: Manifest['metadata'], role: string): Manifest {
    return {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', name: reconciler, namespace: this.home }],
    };
  }

  private sourceFor(app: string, own: SourceDefinition | Source | undefined): Source {
    if (own) return 'reference' in own ? own : this.sourceOf(app, own);
    if (this.source) return this.source;
    if (!this.props.retire)
      report(this, {
        rule: 'tenancy/no-source',
        message: `App ${app} of tenant ${this.name} has no source, and neither has the tenant.`,
        fix: 'Give the tenant a `source`, or the app one of its own.',
      });
    return { reference: { kind: 'GitRepository', name: this.name, namespace: this.home } };
  }

  /** A source of an app's own, named like the app; reported where the tenant's has that name. */
  private sourceOf(app: string, definition: SourceDefinition): Source {
    const made = this.makeSource(definition, app);
    const { kind, name } = made.reference;
    if (this.source?.reference.kind !== kind || this.source.name !== name) return made;
    this.own.node.tryRemoveChild(made.node.id); // once said is enough: it would be reported as rendered twice too
    report(this, {
      rule: 'tenancy/source-name-taken',
      message: `App ${app} of tenant ${this.name} brings a source of its own, ${kind} ${name}, which is the tenant's.`,
      fix: `Give the app another name, or name its source yourself: its \`create(tenant, '${app}-app', { name: '${app}-app', namespace: '${this.home}' })\`.`,
    });
    return this.source;
  }

  private makeSource(definition: SourceDefinition, name: string): RenderedSource {
    return definition.create(this.own, freeId(this.own, `source-${name}`), {
      name,
      namespace: this.home,
      labels: this.labels,
    });
  }
}

const workloadGroups = new Set(['apps', 'batch']);
const coreWorkloads = new Set(['Pod', 'ReplicationController', 'Service', 'PersistentVolumeClaim']);
