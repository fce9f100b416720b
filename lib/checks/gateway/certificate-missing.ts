import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { keyOf } from '../../manifest/object-id';
import { certificateRefsOf } from '../../routing/certificate-refs';
import { gatewayGroup } from '../../routing/gateway-objects';
import { namespaceOf } from '../../routing/namespaced-name';
import { grantedReferences } from '../../routing/reference-grant';
import { mapIn, stringIn } from '../../tree/fields';
import type { ClusterRule } from '../rule';
import { objectOf } from './objects';

/** A listener whose certificate nobody makes, or that it may not read. */
export const certificateMissing: ClusterRule = {
  id: 'gateway/certificate-missing',
  severity: 'error',
  title: 'Listener without its certificate',
  why: 'Without it the listener serves nothing: browsers cannot connect.',
  fix: 'Let cert-manager issue it, GatewayTls.certManager, or say who creates the Secret: SecretRef.external(name, { createdBy }). One in another namespace needs a ReferenceGrant there.',
  see: ['https://gateway-api.sigs.k8s.io/guides/tls/'],
  *check(facts) {
    const { index, routing, externals } = facts;
    const { listeners } = routing();
    if (listeners.length === 0) return;
    const made = madeSecrets(index);
    const mayRefer = grantedReferences(index.ofKind(gatewayGroup, 'ReferenceGrant').map(({ manifest }) => manifest));
    for (const { listener } of listeners) {
      const object = objectOf(index, listener.owner);
      if (!object) continue;
      const from = { group: gatewayGroup, kind: listener.owner.kind, namespace: namespaceOf(listener.owner) };
      for (const ref of certificateRefsOf(listener)) {
        const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
        if (!mayRefer(from, ref))
          yield {
            object,
            message: `takes the certificate of listener ${listener.name} from ${name}, which no ReferenceGrant permits`,
          };
        else if (
          !index.has(ref) &&
          !externals.has(keyOf(ref)) &&
          !made.has(`${ref.namespace}/${ref.name}`) &&
          !isIssuedBy(object)
        )
          yield {
            object,
            message: `takes the certificate of listener ${listener.name} from ${name}, which nobody creates`,
          };
      }
    }
  },
};

/** Kinds that are turned into a Secret, and the field that names it. */
const makers: readonly { group: string; kind: string; nameIn: (spec: Fields) => unknown }[] = [
  { group: 'cert-manager.io', kind: 'Certificate', nameIn: ({ secretName }) => secretName },
  { group: 'external-secrets.io', kind: 'ExternalSecret', nameIn: ({ target }) => mapIn(target).name },
  { group: 'bitnami.com', kind: 'SealedSecret', nameIn: ({ template }) => mapIn(mapIn(template).metadata).name },
];

type Fields = Readonly<Record<string, unknown>>;

function madeSecrets(index: ManifestIndex): ReadonlySet<string> {
  return new Set(
    makers.flatMap(({ group, kind, nameIn }) =>
      index
        .ofKind(group, kind)
        .map(
          ({ manifest: { metadata, spec } }) =>
            `${metadata.namespace}/${stringIn(nameIn(mapIn(spec))) ?? metadata.name}`,
        ),
    ),
  );
}

/** Whether cert-manager issues the certificates of a Gateway of its own accord. @see https://cert-manager.io/docs/usage/gateway/ */
function isIssuedBy({ manifest }: IndexedObject): boolean {
  return Object.keys(manifest.metadata.annotations ?? {}).some((key) =>
    /^cert-manager\.io\/(?:cluster-)?issuer$/.test(key),
  );
}
