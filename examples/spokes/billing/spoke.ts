import { Spoke } from 'cdk8s-flux-hub/spoke';
import { Api } from './apps/api';
import { Worker } from './apps/worker';
import { contract } from './contract';

export const spoke = new Spoke({ contract });

spoke.app('api', {
  prod: (folder) => {
    new Api(folder, 'api', { hostname: folder.hostname('billing.${domain}'), replicas: 3 });
  },
  staging: (folder) => {
    new Api(folder, 'api', { hostname: folder.hostname('billing.eu.staging.acme.io'), replicas: 1 });
  },
});

spoke.app('worker', {
  prod: (folder) => {
    new Worker(folder, 'worker', { replicas: 2 });
  },
  staging: (folder) => {
    new Worker(folder, 'worker', { replicas: 1 });
  },
});
