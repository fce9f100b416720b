/** What `flux create tenant`, and this library, write onto what a tenant gets. @see https://fluxcd.io/flux/cmd/flux_create_tenant/ */
export const tenantLabel = 'toolkit.fluxcd.io/tenant';
