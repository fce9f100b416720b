import {
  type Cluster,
  DataPlane,
  GatewayTls,
  GitSource,
  Hub,
  SecretRef,
  SharedGateway,
  Tenant,
  type TenantKustomizationProps,
} from 'cdk8s-flux-hub';
import { renderHub } from 'cdk8s-flux-hub/testing';
import type { Contract } from '../../lib/contract/contract';
import { contractIn } from '../../lib/contract/contract-files';
import { clusterWith, plain } from '../support/plain-cluster';
import { badSpokes, goodSpokes } from './spokes';

/** Name of the cluster that the spokes are for. */
export const CLUSTER = 'judging';
/** Where the URLs of all spokes begin; each ends with the spoke's name. */
export const GIT = 'https://git.example';

/** The tenants that spokes are of. `shop` has one namespace, and so a targetNamespace; `team` has two, and may do more. */
export type TenantName = 'shop' | 'team';

/** A spoke of a tenant, applied as an app of its name from a source of its own. */
export interface StagedSpoke {
  readonly name: string;
  readonly tenant: TenantName;
  /** What the hub says of the app besides. */
  readonly app?: Omit<TenantKustomizationProps, 'source' | 'path'>;
}

/** A hub with the tenants, and an app for each spoke. */
export function hubWith(spokes: readonly StagedSpoke[]): Hub {
  const hub = new Hub({ repository: 'ssh://git@github.com/acme/fleet-hub', root: __dirname });
  hub.environment('prod').cluster(
    CLUSTER,
    clusterWith((cluster) => populate(cluster, spokes), props),
  );
  return hub;
}

const props = { ...plain, gatewayApi: { version: '1.6' }, variables: { domain: 'shop.acme.io' } } as const;

function populate(cluster: Cluster, spokes: readonly StagedSpoke[]): void {
  const gateway = new SharedGateway(cluster, 'gateway', {
    className: 'envoy',
    gatewayName: 'public',
    tls: GatewayTls.secret(SecretRef.external('tls', { createdBy: 'the platform team' })),
    dataPlane: DataPlane.pods({ namespace: 'gateway' }),
  });
  const shop = new Tenant(cluster, 'shop', { quota: { cpu: 20, memory: '64Gi', pods: 200, fluxObjects: 100 } });
  const kiosk = new Tenant(cluster, 'kiosk', {});
  const team = new Tenant(cluster, 'team', {
    namespaces: ['team', 'team-jobs'],
    selfService: true,
    workloadRbac: true,
    quota: { fluxObjects: 100 },
  });
  gateway.grantHostnames(shop, 'shop.acme.io', '*.shop.acme.io');
  gateway.delegate('kiosk.shop.acme.io', { to: kiosk });
  gateway.grantHostnames(team, 'team.acme.io');
  const tenants = { shop, team };
  for (const { name, tenant, app } of spokes)
    tenants[tenant].addKustomization(name, { source: GitSource.https(`${GIT}/${name}`), path: './app', ...app });
}

/** What is rendered of a hub. @throws where it has errors */
export function rendered(hub: Hub): Readonly<Record<string, string>> {
  const { files, findings } = renderHub(hub);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return files;
}

/** The contract of a tenant. */
export function contractOf(files: Readonly<Record<string, string>>, tenant: string): Contract {
  return contractIn(files[`contracts/${tenant}.json`] ?? '');
}

/** Every spoke there is, good or bad. */
export const allSpokes: readonly StagedSpoke[] = [...goodSpokes, ...badSpokes];
