export { JsonPatch } from 'cdk8s';
export { Bucket } from './flux/bucket';
export { BucketSource, type BucketSourceProps } from './flux/bucket-source';
export {
  helmReleaseDefaults,
  type KustomizationDefaults,
  kustomizationDefaults,
  sourceInterval,
} from './flux/defaults';
export type { ReadyWhen } from './flux/dependency';
export type { Duration } from './flux/duration';
export { FluxObject, type FluxObjectMetadata } from './flux/flux-object';
export { GitRepository } from './flux/git-repository';
export {
  type GitHttpsProps,
  GitSource,
  type GitSourceProps,
  type GitSshProps,
  type HubSourceProps,
} from './flux/git-source';
export {
  type ChartFields,
  HelmChart,
  type HelmChartDefinition,
  type HelmChartFields,
  type OciChartProps,
  type RepositoryChartProps,
  type SourceChartProps,
} from './flux/helm-chart';
export { HelmRelease, type HelmReleaseProps, type ValuesSource } from './flux/helm-release';
export { HelmRepository } from './flux/helm-repository';
export { Kustomization, type KustomizationProps } from './flux/kustomization';
export { OciRepository } from './flux/oci-repository';
export { type OciRef, OciSource, type OciSourceProps, type OciVerification } from './flux/oci-source';
export {
  existingSource,
  type RenderedSource,
  type Source,
  type SourceDefinition,
  type SourceKind,
  type SourceMetadata,
  type SourceReference,
} from './flux/source';
export { SourceObject, type SourceProps } from './flux/source-object';
export { AllowedRoutes } from './gateway/allowed-routes';
export type { Backend, WeightedBackend } from './gateway/backend';
export { GatewayTls } from './gateway/gateway-tls';
export type { DelegateProps, GrantHolder, GrantsHostnames } from './gateway/grants-hostnames';
export { GrpcRoute, type GrpcRouteProps } from './gateway/grpc-route';
export type { GrpcMatch, GrpcRule } from './gateway/grpc-rule';
export type { GrantProtocol, HostnameGrant, RouteHostname } from './gateway/hostname-grant';
export type { HttpMatch, Path } from './gateway/http-match';
export { type HttpRedirects, HttpRoute, type HttpRouteProps, type HttpRules } from './gateway/http-route';
export type {
  HttpForward,
  HttpRedirect,
  HttpRedirection,
  HttpRewrite,
  HttpRule,
  HttpTimeouts,
  PathChange,
} from './gateway/http-rule';
export { GatewayListenerSet } from './gateway/listener-set';
export { Route, type RouteProps } from './gateway/route';
export type { HeaderChanges, Mirror, RouteFilters } from './gateway/route-filters';
export type { RouteParent } from './gateway/route-parent';
export { SharedGateway, type SharedGatewayProps } from './gateway/shared-gateway';
export { TlsRoute, type TlsRouteProps } from './gateway/tls-route';
export type { ValueMatch } from './gateway/value-match';
export { Cluster, type ClusterFlux, type ClusterProps } from './hub/cluster';
export { ClusterScope } from './hub/cluster-scope';
export {
  type ClusterDefinition,
  type ClusterEnvironment,
  type ClusterFactory,
  Environment,
  type EnvironmentProps,
} from './hub/environment';
export { Hub, type HubProps } from './hub/hub';
export { HubError } from './hub/hub-error';
export { defaultLayout, type Layout, type LayoutOwner } from './hub/layout';
export type { Override } from './hub/override';
export type { SynthesizedCluster, SynthOptions, SynthResult } from './hub/synth';
export type { Acknowledged, Finding, FindingObject, Severity, SourceLine } from './manifest/finding';
export type { Manifest, ManifestMetadata } from './manifest/manifest';
export type { ObjectId } from './manifest/object-id';
export { type AcknowledgeProps, acknowledge } from './object/acknowledge';
export type { ClusterContext, FluxContext, HubContext } from './object/cluster-context';
export { KubeObject } from './object/kube-object';
export type { KustomizationRole } from './object/kustomization-role';
export { type FluxIdentity, Owner, type OwnerKind, type Part } from './object/owner';
export { PatchError } from './object/patch';
export { Bootstrap } from './platform/bootstrap';
export { Lockdown } from './platform/lockdown';
export {
  type ChartOptions,
  PlatformService,
  type PlatformServiceBase,
  type PlatformServiceProps,
  type SourceOptions,
} from './platform/platform-service';
export type { PodSecurity } from './pod-security/level';
export type { PlatformAccounts } from './policies/platform-accounts';
export type { GitRef } from './releases/git-ref';
export { type ReleaseEnvironment, ReleaseError, Releases } from './releases/releases';
export { type ExternalSecretRef, SecretRef, type SopsSecretRef } from './secrets/secret-ref';
export type { AdmissionEngine } from './tenancy/admission';
export { DataPlane } from './tenancy/data-plane';
export { NetworkPeer, type NetworkPeerProps, type NetworkPort, type TenantNetwork } from './tenancy/network';
export type { ContainerDefaults, Quota } from './tenancy/quota';
export { type RoleGrant, tenantRoles } from './tenancy/role';
export { Tenant, type TenantHelmReleaseProps, type TenantKustomizationProps, type TenantProps } from './tenancy/tenant';
export type { FluxComponent, FluxRelease } from './versions/flux';
