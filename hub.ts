import { Hub } from 'cdk8s-flux-hub';
import { ProdEu } from './clusters/prod-eu';

export const hub = new Hub({
  repository: 'ssh://git@github.com/acme/fleet-hub',
  branch: 'main',
  owners: ['@acme/platform'],
});

const staging = hub.environment('staging');
const prod = hub.environment('prod', { promotesFrom: staging });
prod.cluster('prod-eu', (scope, id) => new ProdEu(scope, id));
