import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '@marcbachmann/cel-js';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../lib/manifest/manifest';
import { matches } from '../../lib/policies/matches';
import { admissionPolicies } from '../../lib/policies/policies';
import { manifestsIn, readTree } from '../deploy/tree';

const deploy = join(__dirname, '../../deploy');
const flux = {
  username: 'system:serviceaccount:flux-system:kustomize-controller',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:flux-system', 'system:authenticated'],
};

/** What a cluster of the example applies besides the sync objects of Flux itself. */
function objectsOf(cluster: string): Manifest[] {
  const folders = [`infrastructure/${cluster}`, `tenants/${cluster}`];
  return folders.flatMap((folder) =>
    [...readTree(join(deploy, folder))]
      .filter(([path]) => path.endsWith('.yaml') && !path.endsWith('kustomization.yaml'))
      .flatMap(([path, bytes]) => manifestsIn(bytes.toString(), path)),
  );
}

describe.each(readdirSync(join(deploy, 'clusters')))('what the example renders for %s', (cluster) => {
  const objects = objectsOf(cluster);
  const namespaces = new Map(
    objects.flatMap((object) => (object.kind === 'Namespace' ? [[object.metadata.name, object] as const] : [])),
  );
  const isTenants = (name: string | undefined) =>
    namespaces.get(name ?? '')?.metadata.labels?.['toolkit.fluxcd.io/tenant'] !== undefined;

  test.each(admissionPolicies({ groups: ['acme:platform'] }))('passes $name, whoever asks for it', (policy) => {
    const met = objects.filter(
      (object) =>
        matches(policy, object, 'CREATE') && (policy.where === 'everywhere' || isTenants(object.metadata.namespace)),
    );
    const refused = met.filter((object) => {
      const namespaceObject = namespaces.get(object.metadata.namespace ?? '') ?? null;
      const request = { operation: 'CREATE', userInfo: flux };
      return evaluate(policy.expression, { object, oldObject: null, request, namespaceObject }) !== true;
    });

    expect(refused.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
  });

  test('is met by those policies that are about what tenants have', () => {
    const met = admissionPolicies().filter((policy) =>
      objects.some((object) => isTenants(object.metadata.namespace) && matches(policy, object, 'CREATE')),
    );

    expect(met.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'flux-hub-guard',
        'flux-hub-service-accounts',
        'flux-hub-source-urls',
        'flux-hub-intervals',
      ]),
    );
  });
});
