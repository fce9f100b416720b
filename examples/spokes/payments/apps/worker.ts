import { NetworkPeer, Probes, SpokeApp, type SpokeFolder } from 'cdk8s-flux-hub/spoke';
import { ConfigMap, EnvValue } from 'cdk8s-plus-28';

/** Settles payments with the bank. */
export class Worker extends SpokeApp {
  constructor(folder: SpokeFolder, id: string) {
    const settings = ConfigMap.fromConfigMapName(folder, `${id}-settings`, 'region');
    super(folder, id, {
      name: 'worker',
      image: 'ghcr.io/stefanprodan/podinfo:6.9.2',
      command: ['./podinfo', '--port=9898'],
      probes: Probes.command('podcli', 'check', 'http', 'localhost:9898/healthz'),
      env: { REGION: EnvValue.fromConfigMap(settings, 'region') },
      egress: [NetworkPeer.internet({ ports: [443] })],
    });
  }
}
