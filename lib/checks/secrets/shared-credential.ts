import type { Manifest } from '../../manifest/manifest';
import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { Tenant } from '../facts/tenancy';
import { fluxObjects } from '../flux/flux-objects';
import { referencesOf } from '../flux/references';
import type { ClusterRule } from '../rule';
import { isPublic } from './public-value';

/** One credential that two tenants have. */
export const sharedCredential: ClusterRule = {
  id: 'secrets/shared-credential',
  severity: 'warning',
  title: 'Credential shared by tenants',
  why: "Each of them reads what is the other's, and neither can be given a new one, or lose it, alone.",
  fix: 'Give each tenant a credential of its own, for its own repo, that can only read.',
  see: ['https://fluxcd.io/flux/components/source/gitrepositories/#secret-reference'],
  *check({ index, tenancy }) {
    if (tenancy.tenants.length < 2) return;
    const first = new Map<string, { readonly tenant: Tenant; readonly object: IndexedObject }>();
    for (const { object, materials } of holders(index)) {
      const tenant = tenancy.of(object);
      if (!tenant) continue;
      const shared = materials.find(({ value }) => first.has(value) && first.get(value)?.tenant !== tenant);
      const other = shared && first.get(shared.value);
      if (other)
        yield {
          object,
          message: `has the ${shared.what} of ${formatId(idOf(other.object.manifest))}, which is tenant ${other.tenant.name}'s`,
        };
      for (const { value } of materials) if (!first.has(value)) first.set(value, { tenant, object });
    }
  },
};

/** What makes a credential the same as another. */
interface Material {
  /** `key identity` */
  readonly what: string;
  readonly value: string;
}

function* holders(index: ManifestIndex): Iterable<{ object: IndexedObject; materials: readonly Material[] }> {
  for (const object of index.ofKind('', 'Secret')) yield { object, materials: ofSecret(object.manifest) };
  for (const object of index.ofKind('bitnami.com', 'SealedSecret'))
    yield { object, materials: ofSealedSecret(object.manifest) };
  const sources = fluxObjects(index);
  for (const object of sources) yield { object, materials: ofUrl(object.manifest) };
  const external = index.ofKind('external-secrets.io', 'ExternalSecret');
  if (external.length === 0) return;
  const used = new Set(
    sources.flatMap(({ manifest }) =>
      referencesOf(manifest).flatMap(({ to }) => (to.kind === 'Secret' ? [`${to.namespace}/${to.name}`] : [])),
    ),
  );
  // Only those of sources: a password of a registry that all read from is shared on purpose.
  for (const object of external)
    if (used.has(targetOf(object.manifest))) yield { object, materials: ofExternalSecret(object.manifest) };
}

/** Encrypted values too: SOPS never writes the same twice, so equal ones are a copy. */
function ofSecret({ data, stringData }: Manifest): readonly Material[] {
  return Object.entries({ ...(data as object), ...(stringData as object) }).flatMap(([key, value]) =>
    typeof value === 'string' && value.length >= 16 && !isPublic(key, value) ? [{ what: `\`${key}\``, value }] : [],
  );
}

function ofSealedSecret({ spec }: Manifest): readonly Material[] {
  const { encryptedData = {} } = (spec ?? {}) as { readonly encryptedData?: Readonly<Record<string, string>> };
  return Object.entries(encryptedData).map(([key, value]) => ({ what: `\`${key}\``, value }));
}

/** A user without a password is a token where it is long. */
function ofUrl({ spec }: Manifest): readonly Material[] {
  const { url } = (spec ?? {}) as { readonly url?: string };
  const [, value] = /^https?:\/\/([^/@]*:[^/@]+|[^/@]{20,})@/.exec(url ?? '') ?? [];
  return value === undefined ? [] : [{ what: 'user in spec.url', value }];
}

interface ExternalSecretSpec {
  readonly secretStoreRef?: { readonly kind?: string; readonly name?: string };
  readonly target?: { readonly name?: string };
  readonly data?: readonly { readonly remoteRef?: RemoteKey }[];
  readonly dataFrom?: readonly { readonly extract?: RemoteKey }[];
}

interface RemoteKey {
  readonly key?: string;
  readonly property?: string;
}

function ofExternalSecret({ spec }: Manifest): readonly Material[] {
  const { secretStoreRef, data = [], dataFrom = [] } = (spec ?? {}) as ExternalSecretSpec;
  if (secretStoreRef?.kind !== 'ClusterSecretStore') return [];
  const keys = [...data.map(({ remoteRef }) => remoteRef), ...dataFrom.map(({ extract }) => extract)];
  return keys.flatMap((remote) =>
    remote ? [{ what: `key ${remote.key}`, value: [secretStoreRef.name, remote.key, remote.property].join('\n') }] : [],
  );
}

function targetOf({ metadata, spec }: Manifest): string {
  const { target } = (spec ?? {}) as ExternalSecretSpec;
  return `${metadata.namespace}/${target?.name ?? metadata.name}`;
}
