import { tenantLabel } from '../manifest/hub-names';

/** Selects the namespaces of all tenants. */
export const tenantNamespaces = { matchExpressions: [{ key: tenantLabel, operator: 'Exists' }] } as const;
