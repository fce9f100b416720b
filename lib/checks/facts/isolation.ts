import type { Access } from '../../rbac/access';
import { type IsolationRow, isolation } from '../../rbac/isolation';
import type { Tenancy } from './tenancy';

/** Looks once, when it is asked for, what the ServiceAccounts of a cluster's tenants can reach. */
export function isolationIn(access: () => Access, { tenants }: Tenancy): () => readonly IsolationRow[] {
  let rows: readonly IsolationRow[] | undefined;
  return () => {
    rows ??= isolation(
      access(),
      tenants.map(({ name, namespaces }) => ({ tenant: name, namespaces })),
    );
    return rows;
  };
}
