import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import { argumentsOf } from '../facts/arguments-of';
import type { ClusterFacts } from '../facts/cluster-facts';
import { fluxKinds } from '../flux/kinds';
import { specOf } from '../flux/spec-of';
import type { ClusterRule } from '../rule';
import { tenantContent } from './tenant-content';

/** A decryption key that serves a tenant and somebody else. */
export const sharedKey: ClusterRule = {
  id: 'isolation/shared-key',
  severity: 'error',
  title: 'Decryption key of several owners',
  why: 'The tenant commits a copy of what another encrypted for that key, and reads it in its own namespace in plain text.',
  fix: "Give each tenant a key of its own, in the tenant's namespace.",
  see: [
    'https://fluxcd.io/flux/guides/mozilla-sops/',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption',
  ],
  *check(facts) {
    const tenantOf = new Map([...tenantContent(facts)].map(({ object, tenant }) => [object, tenant.name]));
    if (tenantOf.size === 0) return;
    for (const [secret, users] of keysIn(facts)) {
      const [first] = users;
      const second = users.find((user) => tenantOf.get(user) !== tenantOf.get(first));
      for (const object of users) {
        const tenant = tenantOf.get(object);
        const other = tenantOf.get(first) === tenant ? second : first;
        if (tenant === undefined || !other) continue;
        const whose = tenantOf.get(other);
        const owner = whose === undefined ? 'the platform' : `tenant ${whose}`;
        const message = `decrypts for tenant ${tenant} with Secret ${secret}, as ${formatId(idOf(other.manifest))} does for ${owner}`;
        yield { object, message };
      }
    }
    yield* globalKeys(facts);
  },
};

/** The Secrets that Kustomizations decrypt with, and those Kustomizations. */
function keysIn({ index }: ClusterFacts) {
  const keys = new Map<string, [IndexedObject, ...IndexedObject[]]>();
  for (const object of fluxKinds(index, 'Kustomization')) {
    const name = specOf<{ decryption: { secretRef?: { name?: string } } }>(object).decryption?.secretRef?.name;
    if (name === undefined) continue;
    const secret = `${object.manifest.metadata.namespace}/${name}`;
    const users = keys.get(secret);
    if (users) users.push(object);
    else keys.set(secret, [object]);
  }
  return keys;
}

/** A controller that decrypts for everybody who names no key. */
function* globalKeys({ flux }: ClusterFacts) {
  const flag = '--sops-age-secret=';
  for (const { object } of flux.controllers ?? []) {
    const given = argumentsOf(object.manifest).find((arg) => arg.startsWith(flag) && arg !== flag);
    if (given !== undefined) yield { object, message: `has ${given}, which decrypts for every tenant` };
  }
}
