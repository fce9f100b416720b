import { HelmChart, PlatformService } from 'cdk8s-flux-hub';
import { releases } from '../../releases';
import type { AcmeCluster } from '../acme-cluster';
import { volumeClaim } from './volume-claim';

/** Prometheus, Alertmanager and their operator. */
export class KubePrometheusStack extends PlatformService {
  constructor(cluster: AcmeCluster) {
    super(cluster, 'kube-prometheus-stack', {
      namespace: 'monitoring',
      podSecurity: 'privileged', // node-exporter reads the host's /proc and /sys
      chart: HelmChart.repository('https://prometheus-community.github.io/helm-charts', 'kube-prometheus-stack', {
        version: releases.version('kube-prometheus-stack', cluster.environment),
      }),
      values: {
        grafana: { enabled: false },
        prometheus: {
          prometheusSpec: {
            replicas: 2,
            retention: '15d',
            retentionSize: '45GB',
            externalLabels: { cluster: cluster.name },
            nodeSelector: cluster.nodeSelector,
            storageSpec: { volumeClaimTemplate: volumeClaim('50Gi') },
            // Monitors of every namespace count, not only those of this chart.
            serviceMonitorSelectorNilUsesHelmValues: false,
            podMonitorSelectorNilUsesHelmValues: false,
            probeSelectorNilUsesHelmValues: false,
            ruleSelectorNilUsesHelmValues: false,
          },
        },
        alertmanager: { alertmanagerSpec: { replicas: 3, storage: { volumeClaimTemplate: volumeClaim('2Gi') } } },
      },
    });
  }
}
