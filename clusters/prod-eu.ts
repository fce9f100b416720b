import { Bootstrap, Cluster, type ClusterScope, HelmChart, PlatformService } from 'cdk8s-flux-hub';
import { Billing } from '../tenants/billing';

export class ProdEu extends Cluster {
  constructor(scope: ClusterScope, id: string) {
    super(scope, id, {
      kubernetes: '1.34',
      flux: { version: '2.9.4', bootstrap: Bootstrap.cli() },
      decryption: { secret: 'sops-age' },
    });
    new PlatformService(this, 'cert-manager', {
      chart: HelmChart.repository('https://charts.jetstack.io', 'cert-manager', { version: 'v1.21.1' }),
      values: { crds: { enabled: true } },
    });
    new Billing(this);
  }
}
