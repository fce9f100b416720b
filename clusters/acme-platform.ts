import type { AcmeCluster } from './acme-cluster';
import { CertManager } from './platform/cert-manager';
import { EnvoyGateway } from './platform/envoy-gateway';
import { EnvoyGatewayCrds } from './platform/envoy-gateway-crds';
import { Gateway } from './platform/gateway';
import { GatewayApi } from './platform/gateway-api';
import { Harbor } from './platform/harbor';
import { KubePrometheusStack } from './platform/kube-prometheus-stack';
import { Kyverno } from './platform/kyverno';
import { Loki } from './platform/loki';

/** The services that make a cluster one of Acme's, in the order in which they become ready. */
export class AcmePlatform {
  readonly monitoring: KubePrometheusStack;
  readonly gatewayApi: GatewayApi;
  readonly certManager: CertManager;
  readonly envoyGateway: EnvoyGateway;
  readonly gateway: Gateway;

  constructor(cluster: AcmeCluster) {
    this.monitoring = new KubePrometheusStack(cluster);
    this.gatewayApi = new GatewayApi(cluster);
    this.certManager = new CertManager(cluster, [this.gatewayApi, this.monitoring]);
    this.envoyGateway = new EnvoyGateway(cluster, [new EnvoyGatewayCrds(cluster, [this.gatewayApi])]);
    this.gateway = new Gateway(cluster, this.envoyGateway, [this.certManager]);
    new Kyverno(cluster, [this.monitoring]);
    new Loki(cluster, [this.monitoring]);
    new Harbor(cluster, this.gateway, [this.monitoring]);
  }
}
