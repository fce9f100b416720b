import { Cluster, Hub } from 'cdk8s-flux-hub';

export const hub = new Hub({ repository: 'ssh://git@github.com/acme/fleet-hub', root: __dirname });

for (const [name, kubernetes] of [
  ['prod-eu', '1.99'],
  ['prod-us', '1.34'],
] as const)
  hub.environment(name).cluster(name, (scope, id) => {
    return new Cluster(scope, id, { kubernetes, flux: { version: '2.9.4' } });
  });
