import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster, GitSource, PlatformService, SecretRef, Tenant } from 'cdk8s-flux-hub';
import { type Rendering, renderCluster, renderTenant } from 'cdk8s-flux-hub/testing';
import { plain, plainCluster } from '../support/plain-cluster';

/** «Hub and Spoke»: the billing team on a production cluster. */
export const billingTeam = (): Rendering =>
  renderTenant((cluster) => {
    const tenant = new Tenant(cluster, 'billing-team', { namespaces: ['billing-prod'] });
    const repo = GitSource.ssh('ssh://git@github.com/your-org/billing-team-apps', {
      deployKey: SecretRef.external('billing-team-deploy-key', { createdBy: 'the platform team, at onboarding' }),
    }).create(tenant, 'repo', { name: 'billing-team-repo', namespace: tenant.home, labels: tenant.labels });
    tenant.addKustomization('billing-team-apps', { source: repo, path: './deploy/prod', interval: '5m' });
    return tenant;
  }, plainCluster);

/** «GitOps Model»: an application repo of a customer's. */
export const customerApp = (): Rendering =>
  renderTenant((cluster) => {
    const tenant = new Tenant(cluster, 'customer-app', {
      source: GitSource.ssh('ssh://git@github.com/customer-org/customer-app.git', {
        interval: '5m',
        deployKey: SecretRef.external('customer-app-deploy-key', { createdBy: 'the platform team, at onboarding' }),
      }),
    });
    tenant.addKustomization('customer-app', { wait: true });
    return tenant;
  }, plainCluster);

/** «Flux CD GitOps at Scale», step 4: a folder of the platform's own repo, with the cluster's variables put in. */
export function infrastructure(): Rendering {
  const root = mkdtempSync(join(tmpdir(), 'infrastructure-'));
  try {
    mkdirSync(join(root, 'infrastructure', 'prod'), { recursive: true });
    return renderCluster(
      (scope, id) => {
        const variables = { region: 'eu-west-1', domain: 'eu.acme.io' };
        const cluster = new Cluster(scope, id, { ...plain, variables });
        new PlatformService(cluster, 'infrastructure', {
          source: cluster.source,
          path: './infrastructure/prod',
          kustomization: { interval: '10m' },
          variables: true,
        });
        return cluster;
      },
      { hub: { root } },
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** «Flux CD GitOps at Scale», step 5: one tenant. */
export const teamPayments = (): Rendering =>
  renderTenant(
    (cluster) => {
      const tenant = new Tenant(cluster, 'team-payments', {
        source: GitSource.https('https://github.com/acme/team-payments-config', {
          credentials: SecretRef.external('git-auth', { createdBy: 'the platform team' }),
        }),
      });
      tenant.addKustomization('team-payments', { path: './deploy', interval: '5m' });
      return tenant;
    },
    plainCluster,
    { name: 'prod-eu', environment: 'prod' },
  );

/** «Flux CD GitOps at Scale», the enterprise scenario: eight product squads on one shared cluster. */
export const squads = ['checkout', 'cards', 'disputes', 'fraud', 'invoicing', 'ledger', 'payouts', 'refunds'] as const;

class Squad extends Tenant {
  constructor(cluster: Cluster, name: string) {
    super(cluster, name, {
      source: GitSource.https(`https://github.com/acme/${name}-config`, {
        credentials: SecretRef.external('git-auth', { createdBy: 'the platform team' }),
      }),
    });
    this.addKustomization(name, { path: './deploy', interval: '5m' });
  }
}

/** A cluster with the eight squads. */
export const eightSquads = (): Rendering =>
  renderCluster(
    (scope, id) => {
      const cluster = plainCluster(scope, id);
      for (const squad of squads) new Squad(cluster, squad);
      return cluster;
    },
    { name: 'prod', environment: 'prod' },
  );
