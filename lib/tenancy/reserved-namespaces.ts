import type { IConstruct } from 'constructs';
import { fluxSystem } from '../flux/names';
import { report } from '../object/composition';

/** Namespaces that a tenant can never have: Kubernetes' own, and Flux's. */
const reserved = new Set(['default', fluxSystem]);

/** A DNS label. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reports a namespace that a tenant cannot have. */
export function checkNamespaceName(at: IConstruct, namespace: string): void {
  if (reserved.has(namespace) || namespace.startsWith('kube-'))
    report(at, {
      rule: 'tenancy/reserved-namespace',
      message: `Namespace ${namespace} belongs to the platform.`,
      fix: 'Give the tenant another name, or list its `namespaces`.',
    });
  else if (!label.test(namespace))
    report(at, {
      rule: 'tenancy/namespace-name',
      message: `${JSON.stringify(namespace)} cannot be the name of a namespace.`,
      fix: 'Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
    });
}
