import { HelmChart, PlatformService } from 'cdk8s-flux-hub';
import { releases } from '../../releases';
import type { AcmeCluster } from '../acme-cluster';

const serviceMonitor = { enabled: true };

/** The policy engine. */
export class Kyverno extends PlatformService {
  constructor(cluster: AcmeCluster, dependsOn: readonly PlatformService[]) {
    super(cluster, 'kyverno', {
      podSecurity: 'restricted',
      chart: HelmChart.repository('https://kyverno.github.io/kyverno/', 'kyverno', {
        version: releases.version('kyverno', cluster.environment),
      }),
      values: {
        admissionController: { replicas: 3, nodeSelector: cluster.nodeSelector, serviceMonitor },
        backgroundController: { replicas: 2, serviceMonitor },
        cleanupController: { replicas: 2, serviceMonitor },
        reportsController: { replicas: 2, serviceMonitor },
      },
      dependsOn,
    });
  }
}
