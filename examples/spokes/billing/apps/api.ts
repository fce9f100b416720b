import { type GrantedHostname, Probes, SpokeApp, SpokeRoute } from 'cdk8s-flux-hub/spoke';
import { ConfigMap, EnvValue } from 'cdk8s-plus-28';
import { Construct } from 'constructs';

export interface ApiProps {
  /** What it answers for. */
  readonly hostname: GrantedHostname;
  /** How many Pods. */
  readonly replicas: number;
}

/** Billing's API, and the route to it. */
export class Api extends Construct {
  constructor(scope: Construct, id: string, { hostname, replicas }: ApiProps) {
    super(scope, id);
    const settings = new ConfigMap(this, 'settings', { metadata: { name: 'api' }, data: { message: 'Billing' } });
    const app = new SpokeApp(this, 'app', {
      name: 'api',
      image: 'ghcr.io/stefanprodan/podinfo:6.9.2',
      port: 9898,
      replicas,
      probes: Probes.http({ liveness: '/healthz', readiness: '/readyz' }),
      cpu: { request: '250m', limit: '1' },
      memory: { request: '256Mi' },
      env: { PODINFO_UI_MESSAGE: EnvValue.fromConfigMap(settings, 'message') },
    });
    new SpokeRoute(this, 'route', { name: 'api', hostnames: [hostname], app });
  }
}
