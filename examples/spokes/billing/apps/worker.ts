import { NetworkPeer, Probes, SpokeApp } from 'cdk8s-flux-hub/spoke';
import type { Construct } from 'constructs';

/** Writes what was billed to the ledger's database. */
export class Worker extends SpokeApp {
  constructor(scope: Construct, id: string, { replicas }: { readonly replicas: number }) {
    super(scope, id, {
      name: 'worker',
      image: 'ghcr.io/stefanprodan/podinfo:6.9.2',
      command: ['./podinfo', '--port=9898'],
      replicas,
      probes: Probes.command('podcli', 'check', 'http', 'localhost:9898/healthz'),
      writable: ['/tmp'],
      egress: [NetworkPeer.cidr('10.40.0.0/24', { ports: [5432] })],
    });
  }
}
