import { DataPlane, GatewayTls, type PlatformService, SharedGateway } from 'cdk8s-flux-hub';
import type { AcmeCluster } from '../acme-cluster';
import type { EnvoyGateway } from './envoy-gateway';

const name = 'public';

/** The way in to everything that the cluster serves. */
export class Gateway extends SharedGateway {
  constructor(cluster: AcmeCluster, envoyGateway: EnvoyGateway, dependsOn: readonly PlatformService[]) {
    super(cluster, 'gateway', {
      className: 'envoy',
      gatewayName: name,
      tls: GatewayTls.certManager({ clusterIssuer: 'letsencrypt' }),
      // Envoy Gateway runs the proxies beside itself, and labels them with the Gateway that they are for.
      dataPlane: DataPlane.pods({
        namespace: envoyGateway.namespaces[0],
        labels: {
          'gateway.envoyproxy.io/owning-gateway-name': name,
          'gateway.envoyproxy.io/owning-gateway-namespace': 'gateway',
        },
      }),
      dependsOn: [envoyGateway, ...dependsOn],
    });
  }
}
