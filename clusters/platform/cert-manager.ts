import { HelmChart, PlatformService } from 'cdk8s-flux-hub';
import { ClusterIssuer } from 'cdk8s-flux-hub/imports/cert-manager.io';
import { releases } from '../../releases';
import type { AcmeCluster } from '../acme-cluster';

const twice = { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } };

/** Certificates, from Let's Encrypt. */
export class CertManager extends PlatformService {
  constructor(cluster: AcmeCluster, dependsOn: readonly PlatformService[]) {
    super(cluster, 'cert-manager', {
      podSecurity: 'restricted',
      chart: HelmChart.repository('https://charts.jetstack.io', 'cert-manager', {
        version: releases.version('cert-manager', cluster.environment),
      }),
      values: {
        ...twice,
        nodeSelector: cluster.nodeSelector,
        crds: { enabled: true, keep: true },
        global: { leaderElection: { namespace: 'cert-manager' } },
        config: { gatewayAPI: { enabled: true } },
        webhook: { ...twice, replicaCount: 3 },
        cainjector: twice,
        prometheus: { enabled: true, servicemonitor: { enabled: true } },
      },
      dependsOn,
    });
    new ClusterIssuer(this.config, 'letsencrypt', {
      metadata: { name: 'letsencrypt' },
      spec: {
        acme: {
          server: 'https://acme-v02.api.letsencrypt.org/directory',
          email: 'platform@acme.io',
          privateKeySecretRef: { name: 'letsencrypt-account' },
          solvers: [{ dns01: { route53: { region: cluster.region } } }],
        },
      },
    });
  }
}
