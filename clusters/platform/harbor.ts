import { HelmChart, HttpRoute, PlatformService, type SharedGateway } from 'cdk8s-flux-hub';
import { releases } from '../../releases';
import type { AcmeCluster } from '../acme-cluster';

const twice = { replicas: 2 };

/** The registry. Its database, cache and storage are the cloud's; their credentials are put into its namespace there. */
export class Harbor extends PlatformService {
  constructor(cluster: AcmeCluster, gateway: SharedGateway, dependsOn: readonly PlatformService[]) {
    const hostname = `registry.${cluster.domain}`;
    super(cluster, 'harbor', {
      podSecurity: 'restricted',
      chart: HelmChart.repository('https://helm.goharbor.io', 'harbor', {
        version: releases.version('harbor', cluster.environment),
      }),
      values: {
        expose: { type: 'clusterIP', tls: { enabled: false } },
        externalURL: `https://${hostname}`,
        existingSecretAdminPassword: 'harbor-admin-password',
        existingSecretSecretKey: 'harbor-encryption-key',
        core: { ...twice, secretName: 'harbor-token-signing', existingXsrfSecret: 'harbor-csrf' },
        jobservice: { ...twice, jobLoggers: ['database'] },
        registry: { ...twice, credentials: { existingSecret: 'harbor-registry-credentials' } },
        portal: twice,
        database: {
          type: 'external',
          external: {
            host: `harbor-db.${cluster.domain}`,
            username: 'harbor',
            existingSecret: 'harbor-database-password',
            sslmode: 'verify-full',
          },
        },
        redis: {
          type: 'external',
          external: { addr: `harbor-redis.${cluster.domain}:6379`, existingSecret: 'harbor-redis-password' },
        },
        persistence: {
          imageChartStorage: {
            type: 's3',
            s3: { region: cluster.region, bucket: `${cluster.name}-harbor`, existingSecret: 'harbor-object-storage' },
          },
        },
        metrics: { enabled: true, serviceMonitor: { enabled: true } },
      },
      dependsOn,
    });
    new HttpRoute(this.config, 'harbor', {
      parent: gateway.grantHostnames(this, hostname),
      rules: [{ backends: [{ service: 'harbor', port: 80 }] }],
    });
  }
}
