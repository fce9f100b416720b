import { accountTokens } from './account-tokens';
import { clusterObjects } from './cluster-objects';
import { dependencies } from './dependencies';
import { endpoints } from './endpoints';
import { eventReferences } from './event-references';
import { gateways } from './gateways';
import { guard } from './guard';
import { intervals } from './intervals';
import { kubeconfigs } from './kubeconfigs';
import { namespaces } from './namespaces';
import { networkPolicies } from './network-policies';
import type { PlatformAccounts } from './platform-accounts';
import { podAccounts } from './pod-accounts';
import { podPriorities } from './pod-priorities';
import type { AdmissionPolicy } from './policy';
import { policyExceptions } from './policy-exceptions';
import { referenceGrants } from './reference-grants';
import { roleBindings } from './role-bindings';
import { roles } from './roles';
import { routeHostnames } from './route-hostnames';
import { routeParents } from './route-parents';
import { serviceAccounts } from './service-accounts';
import { services } from './services';
import { sourceDetours } from './source-detours';
import { sourceReferences } from './source-references';
import { sourceUrls } from './source-urls';
import { targetNamespaces } from './target-namespaces';

/** What every cluster of a hub holds requests against. @param accounts whom the platform trusts besides Flux and Kubernetes */
export function admissionPolicies(accounts: PlatformAccounts = {}): readonly AdmissionPolicy[] {
  return [
    guard(accounts),
    namespaces(accounts),
    clusterObjects,
    serviceAccounts,
    sourceReferences,
    sourceUrls,
    sourceDetours,
    dependencies,
    targetNamespaces,
    kubeconfigs,
    intervals,
    eventReferences,
    routeHostnames,
    routeParents,
    gateways(accounts),
    referenceGrants,
    services,
    endpoints(accounts),
    networkPolicies,
    podAccounts,
    podPriorities,
    accountTokens,
    roles,
    roleBindings,
    policyExceptions(accounts),
  ];
}
