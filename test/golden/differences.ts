import { type KustomizationRole, kustomizationDefaults } from 'cdk8s-flux-hub';
import { expect } from 'vitest';
import type { Difference } from './as-documented';

/** Flux objects of a tenant live where only the tenant's own sources and Secrets can be named. */
export function inTenantNamespace(namespace: string): Difference {
  return {
    field: 'metadata.namespace',
    is: namespace,
    because: 'in flux-system the rule that references stay in their namespace isolates nobody from anybody',
  };
}

/** The label of what the hub renders, which the guard policy protects, and of the tenant. */
export function labelled(tenant: string): Difference {
  return {
    field: 'metadata.labels',
    is: { 'app.kubernetes.io/managed-by': 'cdk8s-flux-hub', 'toolkit.fluxcd.io/tenant': tenant },
    because: 'a policy lets only the platform change what carries the label of the hub',
  };
}

/** A tenant's Kustomization applies with the tenant's rights. */
export const impersonated: Difference = {
  field: 'spec.serviceAccountName',
  is: 'reconciler',
  because: 'without it Flux applies what the team commits with cluster-admin',
};

/** What a tenant's Kustomization applies says which contract it was applied under. */
export const underContract: Difference = {
  field: 'spec.commonMetadata',
  is: { annotations: { 'cdk8s-flux-hub/contract': expect.stringMatching(/^[0-9a-f]{16}$/) } },
  because: 'a team that checks its repo against its contract must learn when that is no longer the one that holds',
};

/** A Kustomization of the platform names the controller's own account. */
export const asController: Difference = {
  field: 'spec.serviceAccountName',
  is: 'kustomize-controller',
  because: 'once --default-service-account=default is set, it would run as flux-system/default, which may do nothing',
};

/** Fields that the document leaves to Flux, and the hub says. */
export function said(
  role: KustomizationRole,
  ...fields: readonly (keyof (typeof kustomizationDefaults)[KustomizationRole])[]
): Difference[] {
  return fields.map((field) => ({
    field: `spec.${field}`,
    is: kustomizationDefaults[role][field],
    because: 'the hub leaves nothing to defaults that differ between releases of Flux',
  }));
}
