import { namespaceAnnotations } from '../manifest/namespace-annotations';
import { listedBy } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { gatewayApi } from './resources';

const isNamed = 'object.spec.to.all(one, has(one.name) && one.name != "")';
const isOwn = `object.spec.from.all(one, one.namespace == object.metadata.namespace || one.namespace in ${listedBy(namespaceAnnotations.namespaces)})`;

/** What tenants let others refer to. */
export const referenceGrants: AdmissionPolicy = {
  name: 'flux-hub-reference-grants',
  title: 'ReferenceGrants to other tenants, or for everything of a kind',
  why: 'Routes of others would reach Services, and Gateways Secrets, that nobody meant to share.',
  resources: [gatewayApi({ ReferenceGrant: 'referencegrants' })],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: `${isNamed} && ${isOwn}`,
  message: "Grant namespaces of the tenant's own only, and name what each may refer to.",
};
