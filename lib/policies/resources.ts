import { gatewayGroup } from '../routing/gateway-objects';
import type { PolicyResources } from './policy';

const flux = (group: string, versions: readonly string[], kinds: PolicyResources['kinds']): PolicyResources => ({
  groups: [`${group}.toolkit.fluxcd.io`],
  versions,
  kinds,
});

/** What applies things: Kustomizations. */
export const kustomizations = flux('kustomize', ['v1'], { Kustomization: 'kustomizations' });

/** What installs charts: HelmReleases. */
export const helmReleases = flux('helm', ['v2'], { HelmRelease: 'helmreleases' });

/** Some kinds of Flux's sources. */
export const sources = (kinds: PolicyResources['kinds']): PolicyResources => flux('source', ['v1'], kinds);

/** Some kinds of Flux's image automation. */
export const images = (kinds: PolicyResources['kinds']): PolicyResources => flux('image', ['v1', 'v1beta2'], kinds);

/** Some kinds of Flux's notifications, in the versions of each. */
export const notifications = (versions: readonly string[], kinds: PolicyResources['kinds']): PolicyResources =>
  flux('notification', versions, kinds);

/** Some kinds of the Gateway API, in all versions that they had. */
export const gatewayApi = (kinds: PolicyResources['kinds']): PolicyResources => ({
  groups: [gatewayGroup],
  versions: ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2'],
  kinds,
});

/** What names hostnames, and the parents that answer for them. */
export const routes = gatewayApi({
  GRPCRoute: 'grpcroutes',
  HTTPRoute: 'httproutes',
  ListenerSet: 'listenersets',
  TCPRoute: 'tcproutes',
  TLSRoute: 'tlsroutes',
  UDPRoute: 'udproutes',
});

/** Some of Kubernetes' own kinds. */
export const builtIn = (group: string, kinds: PolicyResources['kinds']): PolicyResources => ({
  groups: [group],
  versions: ['v1'],
  kinds,
});
