import { NetworkPeer, Probes, SpokeApp } from 'cdk8s-flux-hub/spoke';
import { ConfigMap, EnvValue } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/** Settles payments with the bank. */
export class Worker extends SpokeApp {
  constructor(scope: Construct, id: string) {
    const settings = ConfigMap.fromConfigMapName(scope, `${id}-settings`, 'region');
    super(scope, id, {
      name: 'worker',
      image: 'ghcr.io/stefanprodan/podinfo:6.9.2',
      command: ['./podinfo', '--port=9898'],
      probes: Probes.command('podcli', 'check', 'http', 'localhost:9898/healthz'),
      env: { REGION: EnvValue.fromConfigMap(settings, 'region') },
      egress: [NetworkPeer.internet({ ports: [443] })],
    });
  }
}
