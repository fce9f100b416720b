import { namespaceAnnotations } from '../manifest/namespace-annotations';
import { listedBy, ofSpec } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { routes } from './resources';

/** What is claimed: a route's hostnames or those of a ListenerSet's listeners, where one without stands for every host. */
const claimed = [
  `has(spec.hostnames) ? spec.hostnames`,
  `has(spec.listeners) ? spec.listeners.map(listener, has(listener.hostname) ? listener.hostname : "*")`,
  '[]',
].join(' : ');

/** That a hostname which an annotation lists covers the one at hand: itself, or a wildcard for one label or more. */
const isCoveredBy = (annotation: Parameters<typeof listedBy>[0]) =>
  `${listedBy(annotation)}.exists(one, one == host || (one.startsWith("*.") && host.endsWith(one.substring(1))))`;

const isGranted = `${isCoveredBy(namespaceAnnotations.hostnames)} && !${isCoveredBy(namespaceAnnotations.delegatedHostnames)}`;

/** Hostnames that tenants claim. */
export const routeHostnames: AdmissionPolicy = {
  name: 'flux-hub-route-hostnames',
  title: 'Routes and ListenerSets without hostnames, or with one that is not granted to the tenant',
  why: 'The older route serves a hostname that two of them claim: a tenant would take the traffic of another by adding its hostname to an old route.',
  resources: [routes],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: ofSpec(`[${claimed}].all(hosts, size(hosts) > 0 && hosts.all(host, ${isGranted}))`),
  message: `Name hostnames that the tenant is granted: the annotation ${namespaceAnnotations.hostnames} of its Namespace lists them, without those that it gave on.`,
};
