import { findingObject } from '../../manifest/finding';
import type { IndexedObject } from '../../manifest/manifest-index';
import { listedIn, namespaceAnnotations } from '../../manifest/namespace-annotations';
import { formatId, idOf } from '../../manifest/object-id';
import { recordsIn, textOf } from '../../rbac/untyped';
import type { HostnameSummary, SourceSummary, Standing } from '../../stage/cluster-record';
import { ownerKey } from '../../stage/owner-key';
import { soundAcknowledgements } from '../acknowledge';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { ClusterInFleet, FleetAcknowledgement } from './fleet-facts';
import { fleetRules } from './rules';

/** What rules over the fleet need to know of a cluster, once the cluster itself is gone. */
export function summarise(facts: ClusterFacts): ClusterInFleet {
  const { cluster, environment, index, tenancy } = facts;
  const sources = kindsWithUrl.flatMap((kind) => index.ofKind('source.toolkit.fluxcd.io', kind));
  const namespaces = index.ofKind('', 'Namespace');
  const tenants = tenancy.tenants.map(({ name, namespaces: own }) => ({ name, namespaces: own }));
  return {
    summary: {
      name: cluster.name,
      environment,
      tenants: tenants.sort((a, b) => (a.name < b.name ? -1 : 1)),
      sources: sources.flatMap((object) => sourceIn(object, facts)),
      hostnames: hostnamesIn(namespaces, facts),
    },
    acknowledgements: acknowledgementsIn(facts, [...sources, ...namespaces]),
  };
}

const kindsWithUrl = ['GitRepository', 'OCIRepository', 'HelmRepository'];

function sourceIn(object: IndexedObject, facts: ClusterFacts): SourceSummary[] {
  const [spec] = recordsIn([object.manifest.spec]);
  const [ref = {}] = recordsIn([spec?.ref]);
  const url = textOf(spec?.url);
  if (url === '') return [];
  const followed = Object.entries(ref).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return [{ ...standing(object), owner: ownerOf(object, facts), url, ref: Object.fromEntries(followed) }];
}

/** Each of a tenant's namespaces says the same: the first is enough. */
function hostnamesIn(namespaces: readonly IndexedObject[], facts: ClusterFacts): HostnameSummary[] {
  const found = new Map<string, HostnameSummary>();
  for (const object of namespaces) {
    const { annotations = {}, name } = object.manifest.metadata;
    const owner = ownerOf(object, facts);
    const elsewhere = listedIn(annotations[namespaceAnnotations.globalHostnames]);
    for (const hostname of listedIn(annotations[namespaceAnnotations.hostnames])) {
      const key = `${owner ?? name} ${hostname}`;
      if (!found.has(key))
        found.set(key, { ...standing(object), hostname, owner, global: elsewhere.includes(hostname) });
    }
  }
  return [...found.values()];
}

/** Key of the owner of an object: who rendered it, or the tenant that it is found to be of. */
function ownerOf(object: IndexedObject, { tenancy }: ClusterFacts): string | undefined {
  const tenant = tenancy.of(object);
  return object.owner ?? (tenant && ownerKey('tenant', tenant.name));
}

function standing({ manifest, construct, origin }: IndexedObject): Standing {
  const object = findingObject(manifest.apiVersion, idOf(manifest));
  return construct === undefined ? { object, ...origin() } : { object, construct };
}

function acknowledgementsIn(facts: ClusterFacts, objects: readonly IndexedObject[]): FleetAcknowledgement[] {
  const rules = fleetRules.map(({ id }) => id);
  return soundAcknowledgements(facts, rules).map(({ covers, origin, rule, reason, until, by, object, construct }) => ({
    rule,
    reason,
    until,
    by,
    object,
    construct,
    ...origin(),
    covers: objects.filter(covers).map(({ manifest }) => formatId(idOf(manifest))),
  }));
}
