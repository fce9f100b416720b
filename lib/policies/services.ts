import { type AdmissionPolicy, writes } from './policy';
import { builtIn } from './resources';

/** Where tenants' Services lead. Load balancers and node ports are the quota's matter. */
export const services: AdmissionPolicy = {
  name: 'flux-hub-services',
  title: 'Services of type ExternalName, or with external IPs',
  why: "The gateway would lead to another tenant's Services, or a Service take the traffic of an address that is not its own.",
  resources: [builtIn('', { Service: 'services' })],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression:
    '(!has(object.spec.type) || object.spec.type != "ExternalName") && ' +
    '(!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0)',
  message: "Select the tenant's own Pods: no spec.type ExternalName, and no spec.externalIPs.",
};
