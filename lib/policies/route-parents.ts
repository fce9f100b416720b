import { namespaceAnnotations } from '../manifest/namespace-annotations';
import { gatewayGroup } from '../routing/gateway-objects';
import { listedBy, ofSpec } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { routes } from './resources';

/** A ListenerSet has one parent, which has no sections. */
const parents = [`has(spec.parentRefs) ? spec.parentRefs`, `has(spec.parentRef) ? [spec.parentRef]`, '[]'].join(' : ');

const isOfGroup = `(!has(parent.group) || parent.group == "${gatewayGroup}")`;
const hasSection = `(!has(spec.parentRefs) || (has(parent.sectionName) && parent.sectionName != ""))`;
const name =
  '(has(parent.kind) ? parent.kind : "Gateway") + "/" + ' +
  '(has(parent.namespace) ? parent.namespace : object.metadata.namespace) + "/" + parent.name';
const isGranted = `${name} in ${listedBy(namespaceAnnotations.parents)}`;

/** What tenants' routes attach to. */
export const routeParents: AdmissionPolicy = {
  name: 'flux-hub-route-parents',
  title: 'Routes that attach to anything but a listener of a gateway that the tenant was given',
  why: 'A tenant would be served on a gateway of others, or on every listener of the shared one that lets it.',
  resources: [routes],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: ofSpec(
    `[${parents}].all(parents, size(parents) > 0 && parents.all(parent, ${isOfGroup} && ${hasSection} && ${isGranted}))`,
  ),
  message: `Name parents of the annotation ${namespaceAnnotations.parents} of the tenant's Namespace, each with the sectionName of its listener.`,
};
