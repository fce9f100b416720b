// The fleet as users of this package write it: a class per tenant, made of the public constructs.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cluster, GitRepository, Hub, KubeObject, Kustomization, Owner } from 'cdk8s-flux-hub';
import { baseObjects, clusterNames, labelsOf, tenantNames } from './fleet.mjs';

class BenchTenant extends Owner {
  constructor(cluster, name) {
    super(cluster, name, 'tenant', [name], labelsOf(name));
    for (const object of baseObjects(cluster.name, name)) new KubeObject(this, object.kind, object);
    const source = new GitRepository(this, 'source', {
      name: 'apps',
      url: `https://git.acme.io/${name}/apps`,
      ref: { branch: 'main' },
    });
    new Kustomization(this, 'apps', {
      source,
      path: `./deploy/${cluster.name}`,
      targetNamespace: name,
    });
  }

  get fluxIdentity() {
    return { namespace: this.name, kustomization: 'reconciler', helmRelease: 'reconciler' };
  }

  get readyWhen() {
    return `tenant-${this.name}-apps`;
  }

  parts() {
    const base = `tenant-${this.name}`;
    const part = { role: 'tenant', keep: true };
    return [
      { ...part, name: 'base', kustomization: base, dependsOn: ['infra-policies', 'infra-tenancy'] },
      { ...part, name: 'apps', kustomization: `${base}-apps`, dependsOn: [base] },
    ];
  }

  partOf({ apiVersion }) {
    return apiVersion.includes('.toolkit.fluxcd.io/') ? 'apps' : 'base';
  }
}

class BenchCluster extends Cluster {
  constructor(scope, id, tenants) {
    super(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' }, gatewayApi: { version: '1.6' } });
    for (const tenant of tenants) new BenchTenant(this, tenant);
  }
}

// Every thread loads this file: they share the environment, not the arguments.
const { FLEET_CLUSTERS, FLEET_TENANTS } = process.env;

export const hub = new Hub({
  repository: 'ssh://git@github.com/acme/fleet-hub',
  root: dirname(fileURLToPath(import.meta.url)),
});
const prod = hub.environment('prod');
const tenants = tenantNames(Number(FLEET_TENANTS));
for (const name of clusterNames(Number(FLEET_CLUSTERS)))
  prod.cluster(name, (scope, id) => new BenchCluster(scope, id, tenants));
