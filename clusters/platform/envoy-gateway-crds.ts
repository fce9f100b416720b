import { GitSource, PlatformService } from 'cdk8s-flux-hub';
import { releases } from '../../releases';
import type { AcmeCluster } from '../acme-cluster';
import { keepsCrds } from './keeps-crds';

const folder = 'charts/gateway-helm/charts/crds/crds/generated';

/** Envoy Gateway's own CRDs. As a chart they would be larger than a Helm release may be, so they come from its repo. */
export class EnvoyGatewayCrds extends PlatformService {
  constructor(cluster: AcmeCluster, dependsOn: readonly PlatformService[]) {
    super(cluster, 'envoy-gateway-crds', {
      source: GitSource.https('https://github.com/envoyproxy/gateway', {
        ref: { tag: releases.version('envoy-gateway', cluster.environment) },
        sparseCheckout: [folder],
        interval: '1h',
      }),
      path: `./${folder}`,
      kustomization: keepsCrds,
      dependsOn,
    });
  }
}
