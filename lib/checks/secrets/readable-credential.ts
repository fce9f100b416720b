import { groupOf } from '../../manifest/manifest';
import type { ClusterRule } from '../rule';
import { credentialIn, mayBeCredential } from './credential';
import { forEachString, formatPath, type Keys, mayHold } from './strings-in';

/** Secrets have a rule of their own; definitions of kinds say much by way of example. */
const passedOver: readonly string[] = ['Secret', 'CustomResourceDefinition'];

/** What stands in the addresses that Flux connects to has a rule of its own as well. */
const connecting: readonly string[] = ['source', 'image', 'notification'].map((name) => `${name}.toolkit.fluxcd.io`);
const hasUser = /^[a-z+.-]+:\/\/[^/]*@/;

/** A key or token somewhere in an object. */
export const readableCredential: ClusterRule = {
  id: 'secrets/readable-credential',
  severity: 'error',
  title: 'Credential in the clear',
  why: 'Whoever can read the hub repo, every clone of it, or the object on the cluster, has it.',
  fix: 'Revoke it, and put the new one into an encrypted Secret: SecretRef.sops, or one that is created elsewhere.',
  see: ['https://fluxcd.io/flux/guides/mozilla-sops/'],
  *check({ index }) {
    for (const { apiVersion, kind, objects } of index.kinds) {
      if (passedOver.includes(kind)) continue;
      const ofFlux = connecting.includes(groupOf(apiVersion));
      const messages: string[] = [];
      const look = (text: string, keys: Keys): void => {
        const what = credentialIn(text);
        if (what !== undefined && !(ofFlux && hasUser.test(text)))
          messages.push(`holds ${what} in ${formatPath(keys)}`);
      };
      for (const object of objects) {
        if (!mayHold(object.manifest, mayBeCredential)) continue;
        forEachString(object.manifest, look);
        for (const message of messages.splice(0)) yield { object, message };
      }
    }
  },
};
