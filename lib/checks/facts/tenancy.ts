import type { IndexedObject } from '../../manifest/manifest-index';

/** A team, and the namespaces that are its own. */
export interface Tenant {
  readonly name: string;
  readonly namespaces: readonly string[];
}

/** Who owns what on a cluster. */
export interface Tenancy {
  readonly tenants: readonly Tenant[];
  /** The tenant of a name; undefined where there is none. */
  named(name: string | undefined): Tenant | undefined;
  /** The tenant whose namespace it is; undefined for those of the platform, and for no namespace. */
  ofNamespace(namespace: string | undefined): Tenant | undefined;
  /** The tenant that an object belongs to; undefined for the platform's, the Flux Kustomizations that apply tenants among them. */
  of(object: IndexedObject): Tenant | undefined;
}

const ownerPrefix = 'tenant/';

/** Who owns what: by the owner that rendered an object, else by its namespace. */
export function tenancyOf(tenants: readonly Tenant[]): Tenancy {
  const byName = new Map(tenants.map((tenant) => [tenant.name, tenant]));
  const named = (name: string | undefined) => (name === undefined ? undefined : byName.get(name));
  const byOwner = new Map(tenants.map((tenant) => [`${ownerPrefix}${tenant.name}`, tenant]));
  const byNamespace = new Map(
    tenants.flatMap((tenant) => tenant.namespaces.map((namespace) => [namespace, tenant] as const)),
  );
  const ofNamespace = (namespace: string | undefined) =>
    namespace === undefined ? undefined : byNamespace.get(namespace);
  return {
    tenants,
    named,
    ofNamespace,
    of({ owner, ofHub, manifest: { kind, metadata } }) {
      if (ofHub) return undefined;
      if (owner !== undefined) return byOwner.get(owner);
      return ofNamespace(kind === 'Namespace' ? metadata.name : metadata.namespace);
    },
  };
}
