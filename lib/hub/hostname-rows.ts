import type { ClusterFacts } from '../checks/facts/cluster-facts';
import type { IndexedObject, ManifestIndex } from '../manifest/manifest-index';
import { listedIn, namespaceAnnotations } from '../manifest/namespace-annotations';
import { namespaceNameLabel } from '../manifest/namespace-name-label';
import { formatId, idOf } from '../manifest/object-id';
import { gatewayGroup } from '../routing/gateway-objects';
import { describedOwner } from '../stage/owner-key';
import { listIn, mapIn, stringIn } from '../tree/fields';

/** A hostname of a cluster: whose it is, and what answers for it. */
export interface HostnameRow {
  readonly hostname: string;
  /** `tenant billing` */
  readonly owner: string;
  /** `Gateway gateway/public, billing.acme.io, HTTPS 443`; undefined where nothing listens for it. */
  readonly listener: string | undefined;
  /** `Certificate gateway/billing.acme.io of ClusterIssuer letsencrypt`; undefined where the gateway does not end TLS. */
  readonly certificate: string | undefined;
}

/** Every hostname that a cluster listens for or grants, sorted; each as often as it has a listener. */
export function hostnameRows(facts: ClusterFacts): HostnameRow[] {
  const { index } = facts;
  const granted = grantsIn(facts);
  const certificates = certificatesIn(index);
  const listening = ['Gateway', 'ListenerSet'].flatMap((kind) =>
    index.ofKind(gatewayGroup, kind).flatMap((object) => listenersOf(object, granted, certificates, facts)),
  );
  const heard = new Set(listening.map(({ hostname }) => hostname));
  const unheard = [...granted].filter(([hostname]) => !heard.has(hostname));
  return [
    ...listening,
    ...unheard.map(([hostname, owner]) => ({ hostname, owner, listener: undefined, certificate: undefined })),
  ].sort((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1));
}

function rowKey({ hostname, listener = '' }: HostnameRow): string {
  return `${hostname} ${listener}`;
}

/** Who is granted each hostname, as the Namespaces say. */
function grantsIn({ index }: ClusterFacts): ReadonlyMap<string, string> {
  return new Map(
    index.ofKind('', 'Namespace').flatMap(({ manifest: { metadata }, owner: key }) => {
      const owner = describedOwner(key);
      return listedIn(metadata.annotations?.[namespaceAnnotations.hostnames]).map((hostname) => [hostname, owner]);
    }),
  );
}

/** What makes the Secret of each name, as `<namespace>/<secret>`. */
function certificatesIn(index: ManifestIndex): ReadonlyMap<string, string> {
  return new Map(
    index.ofKind('cert-manager.io', 'Certificate').map(({ manifest }) => {
      const { secretName, issuerRef } = mapIn(manifest.spec);
      const { kind = 'Issuer', name } = mapIn(issuerRef);
      return [`${manifest.metadata.namespace}/${secretName}`, `${formatId(idOf(manifest))} of ${kind} ${name}`];
    }),
  );
}

function listenersOf(
  { manifest, owner }: IndexedObject,
  granted: ReadonlyMap<string, string>,
  certificates: ReadonlyMap<string, string>,
  facts: ClusterFacts,
): HostnameRow[] {
  const id = formatId(idOf(manifest));
  return listIn(mapIn(manifest.spec).listeners)
    .map(mapIn)
    .flatMap(({ name, hostname, port, protocol, tls, allowedRoutes }) => {
      const host = stringIn(hostname);
      if (host === undefined) return [];
      const secrets = listIn(mapIn(tls).certificateRefs).map(mapIn);
      const made = secrets.map(({ namespace = manifest.metadata.namespace, name: secret }) => {
        const key = `${namespace}/${secret}`;
        return certificates.get(key) ?? `Secret ${key}`;
      });
      return {
        hostname: host,
        owner: granted.get(host) ?? admittedTo(allowedRoutes, facts) ?? describedOwner(owner),
        listener: `${id}, ${name}, ${protocol} ${port}`,
        certificate: made.length > 0 ? made.join(', ') : undefined,
      };
    });
}

/** Whose namespaces a listener selects by name; undefined where it selects in another way. */
function admittedTo(allowedRoutes: unknown, { index }: ClusterFacts): string | undefined {
  const { matchExpressions } = mapIn(mapIn(mapIn(allowedRoutes).namespaces).selector);
  const names = listIn(matchExpressions)
    .map(mapIn)
    .filter(({ key, operator }) => key === namespaceNameLabel && operator === 'In')
    .flatMap(({ values }) => listIn(values).map(String));
  const owners = names.map((name) => {
    const namespace = index.get({ group: '', kind: 'Namespace', name });
    return namespace?.owner === undefined ? `namespace ${name}` : describedOwner(namespace.owner);
  });
  return owners.length === 0 ? undefined : [...new Set(owners)].join(', ');
}
