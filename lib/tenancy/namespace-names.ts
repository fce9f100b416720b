import type { IConstruct } from 'constructs';
import { clusterOf } from '../object/cluster-context';
import { compositionOf, report } from '../object/composition';
import type { Owner } from '../object/owner';
import { originOf } from '../origin/origin';
import { isReserved } from '../platform/reserved-namespace';

/** A DNS label. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reports a namespace that a tenant cannot have. */
export function checkNamespaceName(at: IConstruct, tenant: string, namespace: string): void {
  if (isReserved(namespace))
    report(at, {
      rule: 'tenancy/reserved-namespace',
      message: `Tenant ${tenant} asks for namespace ${namespace}, which belongs to the platform.`,
      fix: 'Give it namespaces of its own: `namespaces: [ … ]`. Reserved are default, flux-system and all that start with kube-.',
    });
  else if (!label.test(namespace))
    report(at, {
      rule: 'tenancy/namespace-name',
      message: `Tenant ${tenant} asks for namespace ${JSON.stringify(namespace)}, which cannot be the name of one.`,
      fix: 'Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
    });
}

/** Whether a tenant is the first to ask for a namespace; reports it where another one has it. */
export function claimNamespace(tenant: Owner, namespace: string): boolean {
  const { namespaces } = compositionOf(tenant);
  const holder = namespaces.get(namespace);
  if (!tenant.accepted) return true;
  if (!holder) namespaces.set(namespace, tenant);
  else {
    const made = originOf(holder, clusterOf(tenant).hub.root);
    report(tenant, {
      rule: 'tenancy/namespace-taken',
      message: `Namespace ${namespace} of tenant ${tenant.name} belongs to tenant ${holder.name}${made ? `, made at ${made.file}:${made.line}` : ''}.`,
      fix: 'Give the tenant a namespace of its own: `namespaces: [ … ]`.',
    });
  }
  return holder === undefined;
}

/** Reports a tenant that has nowhere to be. */
export function reportNoNamespace(at: IConstruct, tenant: string): void {
  report(at, {
    rule: 'tenancy/no-namespace',
    message: `Tenant ${tenant} lists no namespace.`,
    fix: 'List one, or leave out `namespaces`: it then has one that is named like it.',
  });
}
