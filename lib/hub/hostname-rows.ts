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
  /** `on this cluster` or `global`, and `delegated by tenant billing`; undefined where no Namespace says that it is granted. */
  readonly grant: string | undefined;
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
    ...unheard.map(([hostname, said]) => ({ hostname, ...said, listener: undefined, certificate: undefined })),
  ].sort((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1));
}

function rowKey({ hostname, listener = '' }: HostnameRow): string {
  return `${hostname} ${listener}`;
}

type Grants = ReadonlyMap<string, Pick<HostnameRow, 'owner' | 'grant'>>;

/** Who is granted each hostname, and how, as the Namespaces say. */
function grantsIn({ index }: ClusterFacts): Grants {
  const said = index.ofKind('', 'Namespace').map(({ manifest: { metadata }, owner }) => ({
    owner: describedOwner(owner),
    lists: (name: keyof typeof namespaceAnnotations) => listedIn(metadata.annotations?.[namespaceAnnotations[name]]),
  }));
  const givers = new Map(
    said.flatMap(({ owner, lists }) => lists('delegatedHostnames').map((hostname) => [hostname, owner])),
  );
  return new Map(
    said.flatMap(({ owner, lists }) => {
      const global = new Set(lists('globalHostnames'));
      return lists('hostnames').map((hostname) => {
        const giver = givers.get(hostname);
        const where = global.has(hostname) ? 'global' : 'on this cluster';
        return [hostname, { owner, grant: giver === undefined ? where : `${where}, delegated by ${giver}` }] as const;
      });
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
  granted: Grants,
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
        owner: granted.get(host)?.owner ?? admittedTo(allowedRoutes, facts) ?? describedOwner(owner),
        grant: granted.get(host)?.grant,
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
