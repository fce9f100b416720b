import { Spoke } from 'cdk8s-flux-hub/spoke';
import { Worker } from './apps/worker';
import { contract } from './contract';

export const spoke = new Spoke({ contract });

// One folder serves every cluster: what differs between them is a variable.
spoke.app('payments', (folder) => {
  folder.addFile('manifests/region.yaml');
  new Worker(folder, 'worker');
});
