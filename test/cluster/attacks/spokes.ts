import { type Cluster, type ClusterProps, GitSource, Tenant } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { stringify } from 'yaml';
import { clusterWith } from '../../support/plain-cluster';
import type { Hub, TestCluster } from '../harness/cluster';
import type { Attempt } from './attempt';
import { ATTACKERS, type Attacker, VICTIM, VICTIMS_APP } from './tenants';

const GIT = 'https://git.example';

/** An app of a tenant, applied from the spoke of the same name. */
type App = Pick<Attempt, 'name' | 'tenant' | 'app'>;

/**
 * What a spoke holds besides an attempt: a ConfigMap of its name, that the tenant may apply. So it is the attempt that is
 * refused, and not everything.
 */
export function ownFiles({ name, tenant }: App): Readonly<Record<string, string>> {
  const metadata = { name, namespace: tenant };
  return {
    'app/own.yaml': stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { of: tenant }, immutable: true }),
  };
}

/** Files of a spoke, whose URLs `https://git.example/<spoke>` lead to the test cluster's own. */
export function withLocalUrls({ git }: TestCluster, files: Attempt['files']): Attempt['files'] {
  const url = new RegExp(`${GIT}/([\\w-]+)`, 'g');
  const local = (text: string) => text.replaceAll(url, (_, name: string) => git.httpUrl(name));
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, local(text)]));
}

/** A hub with the tenants that make the attempts, an app for each of these, and the victim. */
export function hubOf(
  { git }: TestCluster,
  name: string,
  attempts: readonly Attempt[],
  props: Partial<ClusterProps> = {},
): Hub {
  const { files, findings } = renderCluster(
    clusterWith((cluster) => populate(cluster, attempts), props),
    { name },
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const urls = appsFor(attempts).map((app) => [`${GIT}/${app.name}`, git.httpUrl(app.name)] as const);
  return {
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`deploy/${path}`, text])),
    upstreams: { urls: Object.fromEntries(urls) },
  };
}

/** Gives every app its spoke, with nothing wrong in it. */
export async function pushSpokes(cluster: TestCluster, attempts: readonly Attempt[]): Promise<void> {
  await Promise.all(appsFor(attempts).map((app) => cluster.push(app.name, ownFiles(app))));
}

function appsFor(attempts: readonly Attempt[]): readonly App[] {
  return [{ name: VICTIMS_APP, tenant: VICTIM }, ...attempts];
}

function populate(cluster: Cluster, attempts: readonly Attempt[]): void {
  for (const [name, attacker] of Object.entries<Attacker>({ ...ATTACKERS, [VICTIM]: {} })) {
    const apps = appsFor(attempts).filter(({ tenant }) => tenant === name);
    if (apps.length === 0) continue;
    const { isSmall, bound: _, ...props } = attacker;
    const tenant = new Tenant(cluster, name, {
      ...props,
      ...(isSmall && { quota: { pods: 1, fluxObjects: apps.length } }),
    });
    for (const { name, app } of apps)
      tenant.addKustomization(name, { source: GitSource.https(`${GIT}/${name}`), path: './app', ...app });
  }
}
