import { HelmChart, PlatformService } from 'cdk8s-flux-hub';
import { GatewayClass } from 'cdk8s-flux-hub/imports/gateway.networking.k8s.io';
import { releases } from '../../releases';
import type { AcmeCluster } from '../acme-cluster';

/** The gateway controller; CRDs are services of their own. */
export class EnvoyGateway extends PlatformService {
  constructor(cluster: AcmeCluster, dependsOn: readonly PlatformService[]) {
    super(cluster, 'envoy-gateway', {
      namespace: 'envoy-gateway-system',
      podSecurity: 'restricted',
      chart: HelmChart.oci('oci://docker.io/envoyproxy/gateway-helm', {
        version: releases.version('envoy-gateway', cluster.environment),
      }),
      crds: 'Skip',
      values: {
        crds: { enabled: false }, // else the chart renders an admission policy that belongs to the Gateway API
        deployment: { replicas: 2, pod: { nodeSelector: cluster.nodeSelector } },
        podDisruptionBudget: { minAvailable: 1 },
      },
      dependsOn,
    });
    new GatewayClass(this.config, 'envoy', {
      metadata: { name: 'envoy' },
      spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
    });
  }
}
