import { Spoke } from 'cdk8s-flux-hub/spoke';
import { Search } from './apps/search';
import { contract } from './contract';

export const spoke = new Spoke({ contract });

spoke.app('search', {
  prod: (folder) => {
    new Search(folder, 'search', { hostname: folder.hostname('search.us.acme.io'), replicas: 3 });
  },
  staging: (folder) => {
    new Search(folder, 'search', { hostname: folder.hostname('search.eu.staging.acme.io'), replicas: 1 });
  },
});
