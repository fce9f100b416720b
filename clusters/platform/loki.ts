import { HelmChart, PlatformService } from 'cdk8s-flux-hub';
import { releases } from '../../releases';
import type { AcmeCluster } from '../acme-cluster';

const off = { replicas: 0 };
const retention: Readonly<Record<string, string>> = { prod: '744h' };

/** Logs, in the cloud's object storage. */
export class Loki extends PlatformService {
  constructor(cluster: AcmeCluster, dependsOn: readonly PlatformService[]) {
    super(cluster, 'loki', {
      podSecurity: 'restricted',
      chart: HelmChart.repository('https://grafana-community.github.io/helm-charts', 'loki', {
        version: releases.version('loki', cluster.environment),
      }),
      values: {
        deploymentMode: 'Monolithic',
        loki: {
          auth_enabled: true,
          commonConfig: { replication_factor: 3 },
          schemaConfig: {
            configs: [
              {
                from: '2026-01-01',
                store: 'tsdb',
                object_store: 's3',
                schema: 'v13',
                index: { prefix: 'index_', period: '24h' },
              },
            ],
          },
          storage: {
            type: 's3',
            bucketNames: { chunks: `${cluster.name}-loki-chunks`, ruler: `${cluster.name}-loki-ruler` },
            s3: { region: cluster.region },
          },
          limits_config: { retention_period: retention[cluster.environment.name] ?? '168h' },
          compactor: { retention_enabled: true, delete_request_store: 's3' },
        },
        singleBinary: {
          replicas: 3,
          nodeSelector: cluster.nodeSelector,
          persistence: { enabled: true, size: '50Gi' },
          extraEnvFrom: [{ secretRef: { name: 'loki-object-storage' } }],
        },
        read: off,
        write: off,
        backend: off,
        chunksCache: { allocatedMemory: 2048 },
        monitoring: { serviceMonitor: { enabled: true } },
      },
      dependsOn,
    });
  }
}
