import { Hub } from 'cdk8s-flux-hub';
import { ProdEu } from './clusters/prod-eu';
import { ProdUs } from './clusters/prod-us';
import { StagingEu } from './clusters/staging-eu';

export const hub = new Hub({
  repository: 'ssh://git@github.com/acme/fleet-hub',
  branch: 'main',
  owners: ['@acme/platform'],
});

const staging = hub.environment('staging');
const prod = hub.environment('prod', { promotesFrom: staging });

staging.cluster('staging-eu', (scope, id) => new StagingEu(scope, id));
prod.cluster('prod-eu', (scope, id) => new ProdEu(scope, id));
prod.cluster('prod-us', (scope, id) => new ProdUs(scope, id));
