/** The namespace of Flux itself. */
export const fluxSystem = 'flux-system';

/** ServiceAccount and RoleBinding that a tenant's Flux objects run as, in its namespaces. */
export const reconciler = 'reconciler';

/** Says who made an object; the hub's own are guarded by a policy that reads it. */
export const managedByLabel = 'app.kubernetes.io/managed-by';

/** Value of {@link managedByLabel} on what the hub renders into tenants' namespaces. */
export const managedByHub = 'cdk8s-flux-hub';

/** Names the tenant that a namespace belongs to. */
export const tenantLabel = 'toolkit.fluxcd.io/tenant';
