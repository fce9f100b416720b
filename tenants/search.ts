import { OciSource, SecretRef, Tenant } from 'cdk8s-flux-hub';
import type { AcmeCluster } from '../clusters/acme-cluster';
import { releases } from '../releases';

export class Search extends Tenant {
  constructor(cluster: AcmeCluster) {
    super(cluster, 'search', {
      owners: ['@acme/search'],
      source: OciSource.artifact('oci://ghcr.io/acme/search-manifests', {
        ref: { tag: releases.version('search', cluster.environment) },
        verify: { cosignPublicKey: SecretRef.sops('cosign') },
      }),
      quota: { cpu: 40, memory: '128Gi', pods: 150 },
    });
    this.addKustomization('search', { path: `./${cluster.environment.name}` });
    cluster.platform.gateway.grantHostnames(this, `search.${cluster.domain}`);
  }
}
