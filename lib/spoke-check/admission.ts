import { type ParseResult, parse } from '@marcbachmann/cel-js';
import type { NamespaceContract } from '../contract/contract';
import { tenantLabel } from '../manifest/hub-names';
import type { Manifest } from '../manifest/manifest';
import { podOf } from '../manifest/pod';
import { matches } from '../policies/matches';
import { admissionPolicies } from '../policies/policies';
import type { AdmissionPolicy } from '../policies/policy';

/** Who asks the API server. */
export interface Requester {
  readonly username: string;
  readonly groups: readonly string[];
}

/** A ServiceAccount, as the API server sees it. */
export function serviceAccount(namespace: string, name: string): Requester {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

const policies = admissionPolicies();
const parsed = new Map<AdmissionPolicy, ParseResult>();

/**
 * The hub's policies that refuse to create an object in a namespace of the tenant's, for who is no platform account. Whom a cluster
 * trusts besides does not matter: the hub refuses to trust a ServiceAccount of a tenant.
 */
export function refusals(object: Manifest, namespace: NamespaceContract, by: Requester): readonly AdmissionPolicy[] {
  const isTenants = tenantLabel in namespace.labels;
  return policies.filter(
    (policy) =>
      (isTenants || policy.where === 'everywhere') &&
      matches(policy, object, 'CREATE') &&
      !holds(policy, object, namespace, by),
  );
}

/** Those that refuse the Pods of a workload, which a controller of Kubernetes makes and not who applies it. */
export function podRefusals(workload: Manifest, namespace: NamespaceContract): readonly AdmissionPolicy[] {
  const pod = workload.kind === 'Pod' ? undefined : podOf(workload);
  if (pod === undefined) return [];
  const { name, namespace: in_ } = workload.metadata;
  const metadata = {
    ...(pod.metadata.value as object | undefined),
    name,
    ...(in_ !== undefined && { namespace: in_ }),
  };
  const made: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata, spec: pod.spec.value ?? {} };
  return refusals(made, namespace, serviceAccount('kube-system', 'replicaset-controller'));
}

/** What cannot be evaluated is refused, as the API server does. */
function holds(
  policy: AdmissionPolicy,
  object: Manifest,
  { labels, annotations }: NamespaceContract,
  userInfo: Requester,
): boolean {
  const evaluate = parsed.get(policy) ?? parse(policy.expression);
  parsed.set(policy, evaluate);
  const { namespace } = object.metadata;
  try {
    const namespaceObject = { metadata: { name: namespace, labels, annotations } };
    return evaluate({ object, oldObject: null, namespaceObject, request: { operation: 'CREATE', userInfo } }) === true;
  } catch {
    return false;
  }
}
