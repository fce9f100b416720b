import type { RoleGrant } from 'cdk8s-flux-hub';
import { table } from './markdown';

/** What a role of tenants grants, as docs/tenants.md prints it. */
export function grantsTable(grants: readonly RoleGrant[]): string {
  return table(
    ['API group', 'resources', 'rights', 'why'],
    grants.map(({ apiGroup, resources, verbs, why }) => [
      apiGroup === '' ? 'core' : `\`${apiGroup}\``,
      resources.map((resource) => `\`${resource}\``).join(', '),
      verbs?.join(', ') ?? 'manage',
      why,
    ]),
  );
}
