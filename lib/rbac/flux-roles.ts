import type { RoleWords } from './role-words';

const kinds = [
  'notification.toolkit.fluxcd.io',
  'source.toolkit.fluxcd.io',
  'source.extensions.fluxcd.io',
  'helm.toolkit.fluxcd.io',
  'image.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
].join(' ');

/** Appended to the names of all that is not in Flux's namespace, as `flux bootstrap` and flux-operator do. */
export const fluxSuffix = '-flux-system';

/** A ClusterRole of Flux: its rules, and the default roles that gather them. */
export interface FluxRole {
  readonly rules: RoleWords;
  readonly gatheredInto: readonly ('admin' | 'edit' | 'view')[];
}

/**
 * The ClusterRoles that come with Flux, without their suffix, as Flux 2.9 has them in manifests/rbac of its repository.
 * @see https://fluxcd.io/flux/security/#controller-permissions
 */
export const fluxClusterRoles: Readonly<Record<string, FluxRole>> = {
  'crd-controller': {
    rules: [
      ['*', kinds, '*'],
      ['get list watch', 'core', 'namespaces secrets configmaps serviceaccounts'],
      ['create patch', 'core', 'events'],
      ['get list watch create update patch delete', 'core', 'configmaps'],
      ['get update patch', 'core', 'configmaps/status'],
      ['get list watch create update patch delete', 'coordination.k8s.io', 'leases'],
      ['create', 'core', 'serviceaccounts/token'],
      ['head', '/livez/ping'],
    ],
    gatheredInto: [],
  },
  'flux-edit': {
    rules: [['create delete deletecollection patch update', kinds, '*']],
    gatheredInto: ['admin', 'edit'],
  },
  'flux-view': { rules: [['get list watch', kinds, '*']], gatheredInto: ['admin', 'edit', 'view'] },
};

/** The ClusterRoleBindings that come with Flux, without their suffix, to ServiceAccounts in `flux-system`. */
export const fluxBindings: Readonly<Record<string, { readonly role: string; readonly accounts: readonly string[] }>> = {
  'cluster-reconciler': { role: 'cluster-admin', accounts: ['kustomize-controller', 'helm-controller'] },
  'crd-controller': {
    role: `crd-controller${fluxSuffix}`,
    accounts: [
      'kustomize-controller',
      'helm-controller',
      'source-controller',
      'notification-controller',
      'image-reflector-controller',
      'image-automation-controller',
      'source-watcher',
    ],
  },
};
