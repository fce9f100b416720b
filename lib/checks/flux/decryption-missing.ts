import type { Manifest } from '../../manifest/manifest';
import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { specOf } from './spec-of';

/** An encrypted Secret that nothing decrypts. */
export const decryptionMissing: ClusterRule = {
  id: 'flux/decryption-missing',
  severity: 'error',
  title: 'Encrypted Secret without decryption',
  why: 'Flux refuses it, and nothing of its folder is applied; of `stringData` it applies the encrypted text as the value. A Kustomization does not take decryption over from the one that applies it.',
  fix: 'Set spec.decryption on that Kustomization, or move the Secret to a folder whose Kustomization decrypts.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption'],
  *check({ index, applierOf }) {
    for (const object of index.ofKind('', 'Secret')) {
      const applier = isEncrypted(object.manifest) && applierOf(object);
      if (applier && !specOf<{ decryption: object }>(applier).decryption)
        yield { object, message: `is encrypted, and ${formatId(idOf(applier.manifest))} decrypts nothing` };
    }
  },
};

function isEncrypted({ data, stringData }: Manifest): boolean {
  return [data, stringData].some((values) =>
    Object.values(values ?? {}).some((value) => typeof value === 'string' && value.startsWith('ENC[AES256_GCM,')),
  );
}
