import { GitSource, PlatformService } from 'cdk8s-flux-hub';
import { releases } from '../../releases';
import type { AcmeCluster } from '../acme-cluster';
import { keepsCrds } from './keeps-crds';

/** The CRDs of the Gateway API, which no gateway controller may bring in a version of its own. */
export class GatewayApi extends PlatformService {
  constructor(cluster: AcmeCluster) {
    super(cluster, 'gateway-api', {
      source: GitSource.https('https://github.com/kubernetes-sigs/gateway-api', {
        ref: releases.ref('gateway-api', cluster.environment),
        sparseCheckout: ['config/crd'],
        interval: '1h',
      }),
      path: './config/crd',
      kustomization: keepsCrds,
    });
  }
}
