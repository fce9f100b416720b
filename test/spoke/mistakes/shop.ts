import { ApiObject } from 'cdk8s';
import { type Contract, Probes, Spoke, SpokeApp } from 'cdk8s-flux-hub/spoke';
import { contract } from '../contract';
import { Worker } from './worker';

const asAnyContract: Contract = contract;

export const spoke = new Spoke({ contract: asAnyContract, root: __dirname });

spoke.app('config', (folder) => {
  const apiVersion = 'v1';
  new ApiObject(folder, 'settings', { apiVersion, kind: 'ConfigMap', metadata: { name: 'settings' } });
  new ApiObject(folder, 'billing', { apiVersion, kind: 'Secret', metadata: { name: 'b', namespace: 'shpo' } });
  new Worker(folder, 'worker');
  folder.addFile('limits.yaml');
  folder.addSecretGenerator('db', { envs: ['../db.env'] });
});

spoke.app('jobs', {
  staging: (folder) => {
    const { app } = new Worker(folder.inNamespace('shop-jobs'), 'worker');
    new SpokeApp(folder, 'web', { name: 'web', image: 'web:1.0.0', probes: Probes.command('true') }).connectTo(app);
  },
  dev: () => {},
});

spoke.app('wbe', () => {});
