import type { Manifest } from '../../manifest/manifest';
import type { ClusterRule } from '../rule';
import { isPublic } from './public-value';
import { isStandIn } from './stand-in';

/** What `kubectl apply` writes: the whole object again, as it was given. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** A Secret whose values anybody who reads the repo can read. */
export const plainSecret: ClusterRule = {
  id: 'secrets/plain-secret',
  severity: 'error',
  title: 'Secret in the clear',
  why: 'Whoever can read the hub repo, and every clone of it, has the secret; base64 hides nothing.',
  fix: 'Encrypt it with sops and use SecretRef.sops, or say who creates it: SecretRef.external.',
  see: ['https://fluxcd.io/flux/guides/mozilla-sops/'],
  *check({ index }) {
    for (const object of index.ofKind('', 'Secret')) {
      const { data, stringData, metadata } = object.manifest as SecretManifest;
      const plain =
        Object.entries(stringData ?? {}).find(([key, value]) => !isHidden(key, value)) ??
        Object.entries(data ?? {}).find(([key, value]) => !isHidden(key, value) && !isHarmless(key, decoded(value)));
      if (plain) yield { object, message: `holds \`${plain[0]}\` in the clear` };
      else if (metadata.annotations?.[lastApplied] !== undefined)
        yield { object, message: `holds itself, as it once was applied, in the annotation ${lastApplied}` };
    }
  },
};

type SecretManifest = Manifest & { readonly data?: object; readonly stringData?: object };

/** Whether a value, as it is written, tells nothing. */
function isHidden(key: string, value: unknown): boolean {
  return typeof value === 'string' && (isHarmless(key, value) || isStandIn(value));
}

/** Whether a text is encrypted, or public. */
function isHarmless(key: string, text: string): boolean {
  return isEncrypted(text) || isPublic(key, text);
}

/** As SOPS writes a value, the empty one as it is; or a file that it has encrypted. */
function isEncrypted(value: string): boolean {
  return /^(?:ENC\[.*\])?$/.test(value) || (value.includes('ENC[AES256_GCM,') && /\bsops\b/.test(value));
}

function decoded(value: unknown): string {
  return Buffer.from(String(value), 'base64').toString('utf8');
}
