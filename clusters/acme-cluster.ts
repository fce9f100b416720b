import { Bootstrap, Cluster, type ClusterScope } from 'cdk8s-flux-hub';
import { AcmePlatform } from './acme-platform';

/** What each of Acme's clusters must say. */
export interface AcmeClusterProps {
  /** Domain that the cluster serves. */
  readonly domain: string;
  /** Region of its cloud, for buckets and DNS. */
  readonly region: string;
  /** Nodes that platform services run on. */
  readonly nodePool: string;
}

/** What all of Acme's clusters have. */
export class AcmeCluster extends Cluster {
  readonly domain: string;
  readonly region: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly platform: AcmePlatform;

  constructor(scope: ClusterScope, id: string, { domain, region, nodePool }: AcmeClusterProps) {
    super(scope, id, {
      kubernetes: '1.34',
      flux: { version: '2.9.4', bootstrap: Bootstrap.cli() },
      gatewayApi: { version: '1.6' },
      decryption: { secret: 'sops-age' },
      variables: { cluster: id, domain, region },
      platformAccounts: { groups: ['acme:platform'] },
    });
    this.domain = domain;
    this.region = region;
    this.nodeSelector = { 'acme.io/pool': nodePool };
    this.platform = new AcmePlatform(this);
  }
}
