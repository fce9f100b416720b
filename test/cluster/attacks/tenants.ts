import type { TenantProps } from 'cdk8s-flux-hub';

/** A tenant that attempts are made as. */
export interface Attacker extends Pick<TenantProps, 'namespaces' | 'selfService' | 'workloadRbac'> {
  /** How many Pods it may have, and whether it may have Flux objects besides the hub's. @default - plenty */
  readonly isSmall?: true;
  /** A ClusterRole that is bound to its reconciler beside the hub's, which the hub would not bind. */
  readonly bound?: string;
}

/** The tenant that the others are after. */
export const VICTIM = 'team-b';
/** The victim's one app. */
export const VICTIMS_APP = 'app';

/** Every tenant that attempts are made as, by name. */
export const ATTACKERS: Readonly<Record<string, Attacker>> = {
  'team-a': {},
  'self-service': { selfService: true },
  'with-roles': { workloadRbac: true },
  // With several namespaces the hub says no targetNamespace: what a spoke names is what Flux applies.
  'two-namespaces': { namespaces: ['two-namespaces', 'two-namespaces-too'], selfService: true, workloadRbac: true },
  'under-admin': { namespaces: ['under-admin', 'under-admin-too'], bound: 'admin' },
  'with-routes': { bound: 'gateway-editor' },
  small: { selfService: true, isSmall: true },
};

/** Kubernetes has no role for routes; with this one the API server gets to look at the routes themselves. */
export const GATEWAY_EDITOR = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'gateway-editor' },
  rules: [{ apiGroups: ['gateway.networking.k8s.io'], resources: ['*'], verbs: ['*'] }],
};
