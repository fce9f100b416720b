import { join } from 'node:path';
import { Helm } from 'cdk8s';
import { type GrantedHostname, SpokeRoute, type SpokeScope } from 'cdk8s-flux-hub/spoke';
import { Construct } from 'constructs';

export interface SearchProps {
  /** What it answers for. */
  readonly hostname: GrantedHostname;
  /** How many Pods. */
  readonly replicas: number;
}

/** Search, installed from its chart, and the route to it. Needs helm. */
export class Search extends Construct {
  constructor(scope: SpokeScope, id: string, { hostname, replicas }: SearchProps) {
    super(scope, id);
    const port = 9898;
    new Helm(this, 'chart', {
      chart: join(__dirname, '..', 'charts', 'search'),
      releaseName: 'search',
      ...(scope.namespace !== undefined && { namespace: scope.namespace }),
      values: { replicas, port },
    });
    new SpokeRoute(this, 'route', { name: 'search', hostnames: [hostname], app: { name: 'search', port } });
  }
}
