import { stringify } from 'yaml';
import type { Manifest } from '../../../lib/manifest/manifest';
import { type Case, NAMESPACES } from '../../policies/cases';
import type { TestCluster } from '../harness/cluster';
import type { ObjectRef } from '../harness/kubernetes-api';
import { gitRepository, kustomization } from '../harness/refs';

const REPOSITORY = 'cases';
const RECONCILER = 'reconciler';

/** Whether Flux would ask for it as the case does: as the tenant. */
export function isSentByFlux({ user, namespace }: Case): boolean {
  return user === `system:serviceaccount:${namespace}:${RECONCILER}`;
}

/** The Kustomization that applies the object of a case. */
export function appOf({ object, namespace }: Case): ObjectRef {
  return kustomization(`${namespace}/of-${object.metadata.name}`);
}

/** Commits the objects of some cases, and has Flux apply each as the tenant. */
export async function pushCases(cluster: TestCluster, cases: readonly Case[]): Promise<void> {
  await cluster.push(
    REPOSITORY,
    Object.fromEntries(cases.map(({ object }) => [`${object.metadata.name}/object.yaml`, stringify(object)])),
  );
  for (const namespace of Object.keys(NAMESPACES)) {
    await cluster.api.apply(source(namespace, cluster.git.httpUrl(REPOSITORY)));
    await cluster.ready(gitRepository(`${namespace}/${REPOSITORY}`));
  }
  await Promise.all(cases.map((one) => cluster.api.apply(app(one))));
}

function source(namespace: string, url: string): Manifest {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { namespace, name: REPOSITORY },
    spec: { interval: '10m', url, ref: { branch: 'main' } },
  };
}

function app(one: Case): Manifest {
  const { apiVersion, kind, name } = appOf(one);
  return {
    apiVersion,
    kind,
    metadata: { namespace: one.namespace, name },
    spec: {
      interval: '10m',
      path: `./${one.object.metadata.name}`,
      prune: true,
      serviceAccountName: RECONCILER,
      sourceRef: { kind: 'GitRepository', name: REPOSITORY },
    },
  };
}
