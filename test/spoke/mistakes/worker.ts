import { ApiObject } from 'cdk8s';
import { Probes, SpokeApp } from 'cdk8s-flux-hub/spoke';
import { Construct } from 'constructs';

/** A worker with settings, which another object of the folder are too. */
export class Worker extends Construct {
  readonly app: SpokeApp;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ApiObject(this, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    this.app = new SpokeApp(this, 'app', {
      name: 'worker',
      image: 'ghcr.io/acme/worker:1.0.0',
      probes: Probes.command('true'),
    });
  }
}
