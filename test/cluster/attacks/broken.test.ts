import { describe, expect, test } from 'vitest';
import type { Hub } from '../harness/cluster';
import { kustomization } from '../harness/refs';
import { useCluster } from '../harness/use-cluster';
import { attempts } from './attempt';
import { hubOf, pushSpokes } from './spokes';
import { tryIt } from './try';
import { policiesOf, unjudged } from './unjudged';

const NAME = 'broken';

/** A change to a rendered file, that no rendering makes. */
interface Break {
  /** Path below `deploy/`. */
  readonly path: string;
  readonly edit: (text: string) => string;
}

function broken({ files, upstreams }: Hub, breaks: readonly Break[]): Hub {
  const changed = breaks.map(({ path, edit }) => {
    const text = files[`deploy/${path}`] ?? '';
    if (edit(text) === text) throw new Error(`nothing of deploy/${path} is changed`);
    return [`deploy/${path}`, edit(text)] as const;
  });
  return { files: { ...files, ...Object.fromEntries(changed) }, upstreams };
}

function useBrokenCluster(names: readonly string[], breaks: readonly Break[]) {
  const chosen = attempts().filter(({ name }) => names.includes(name));
  const cluster = useCluster(async (cluster) => {
    await pushSpokes(cluster, chosen);
    await cluster.bootstrap(NAME, broken(hubOf(cluster, NAME, chosen), breaks));
  });
  /** Makes an attempt, which must not go as its expectation says. @returns why it does not */
  const tried = (name: string) => {
    const attempt = chosen.find((one) => one.name === name);
    if (attempt === undefined) throw new Error(`${name} was not prepared`);
    return expect(tryIt(cluster(), attempt)).rejects;
  };
  return { cluster, tried };
}

/** What an expectation of a refusal says of an attempt that went through. */
const WENT_THROUGH = / says Ready=True /;

/** What is broken here, they would hold all the same. */
const policies: Break = { path: policiesOf(NAME), edit: unjudged };

const lockdown: Break = {
  path: `clusters/${NAME}/flux-system/kustomization.yaml`,
  edit: (text) => text.replace(/^patches:[\s\S]*/m, ''),
};

describe('without the lockdown', () => {
  const account: Break = {
    path: `tenants/${NAME}/team-a/apps/sync.yaml`,
    edit: (text) => text.replaceAll(/^ +serviceAccountName: .*\n/gm, ''),
  };
  const { tried } = useBrokenCluster(
    ['cluster-role-binding', 'child-without-account', 'release-without-account', 'foreign-source', 'remote-base'],
    [policies, lockdown, account],
  );

  test.concurrent('a tenant that names no ServiceAccount has the rights of Flux', () =>
    tried('child-without-account').toThrow(WENT_THROUGH));

  test.concurrent('a chart of a tenant that names no ServiceAccount is installed with the rights of Flux', () =>
    tried('release-without-account').toThrow(WENT_THROUGH));

  test.concurrent("a tenant applies what is in another's source", () => tried('foreign-source').toThrow(WENT_THROUGH));

  test.concurrent('a tenant builds from a repository that is no source', () =>
    tried('remote-base').toThrow(WENT_THROUGH));

  test.concurrent('a tenant whose Kustomization the hub gives no ServiceAccount owns the cluster', () =>
    tried('cluster-role-binding').toThrow(WENT_THROUGH));
});

describe('with mistakes in the tree', () => {
  const admin = (tenant: string): Break => ({
    path: `tenants/${NAME}/${tenant}/base/tenant.yaml`,
    edit: (text) => text.replaceAll('name: flux-hub-tenant\n', 'name: admin\n'),
  });
  const dependency: Break = {
    path: `clusters/${NAME}/tenants/with-roles.yaml`,
    edit: (text) => text.replace('name: infra-tenancy\n', 'name: infra-tenanzy\n'),
  };
  const { cluster, tried } = useBrokenCluster(
    ['role-binding', 'foreign-alert', 'own-binding'],
    [policies, admin('team-a'), admin('self-service'), dependency],
  );

  test.concurrent('a tenant with the role admin gives others what it has itself', () =>
    tried('role-binding').toThrow(WENT_THROUGH));

  test.concurrent('a tenant with the role admin is told what happens elsewhere', () =>
    tried('foreign-alert').toThrow(WENT_THROUGH));

  test.concurrent('a tenant that depends on what is not there never becomes ready', async () => {
    const tenant = kustomization('flux-system/tenant-with-roles');
    await cluster().ready(kustomization('flux-system/infra-policies'));
    await expect(cluster().ready(tenant, { seconds: 5 })).rejects.toThrow(
      "Ready=False DependencyNotReady: dependency 'flux-system/infra-tenanzy' not found",
    );
  });
});
