import type { ClusterRule } from '../rule';

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
      const { data, stringData } = object.manifest as { readonly data?: object; readonly stringData?: object };
      const plain = Object.entries({ ...data, ...stringData }).find(([, value]) => !isEncrypted(value));
      if (plain) yield { object, message: `holds \`${plain[0]}\` in the clear` };
    }
  },
};

/** As SOPS writes a value; the empty one stays empty. */
function isEncrypted(value: unknown): boolean {
  return typeof value === 'string' && /^(?:ENC\[.*\])?$/.test(value);
}
