import { listedIn, namespaceAnnotations } from '../../manifest/namespace-annotations';
import { routeHostnames } from '../../policies/route-hostnames';
import { covers } from '../../routing/hostname';
import { listIn, mapIn } from '../../tree/fields';
import { namespaceOf, ownObjects } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';
import { policiesAgainst } from './admission-policy';

/** A route for a host that the tenant does not hold. */
export const hostnameNotGranted: SpokeRule = {
  id: 'spoke/hostname-not-granted',
  severity: 'error',
  title: 'Hostname that the contract does not grant',
  why: 'The API server refuses the route, and Flux then applies nothing of the folder.',
  fix: 'Use a hostname that is granted, or ask the platform team for this one.',
  see: ['https://gateway-api.sigs.k8s.io/docs/concepts/security/'],
  *check(facts) {
    for (const object of ownObjects(facts)) {
      if (!policiesAgainst(facts, object).includes(routeHostnames)) continue;
      const { annotations = {} } = namespaceOf(facts, object) ?? {};
      const granted = listedIn(annotations[namespaceAnnotations.hostnames]);
      const given = listedIn(annotations[namespaceAnnotations.delegatedHostnames]);
      const faults = hostnamesOf(object.manifest.spec).flatMap((hostname) => faultOf(hostname, granted, given) ?? []);
      const none = 'has no hostname, and so would answer for any';
      yield { object, message: `${faults.join('; ') || none}: granted are ${granted.join(', ') || 'none'}` };
    }
  },
};

function hostnamesOf(spec: unknown): readonly string[] {
  const { hostnames, listeners } = mapIn(spec);
  const ofListeners = listIn(listeners).map((listener) => mapIn(listener).hostname ?? '*');
  return [...listIn(hostnames), ...ofListeners].map(String);
}

function faultOf(hostname: string, granted: readonly string[], given: readonly string[]): string | undefined {
  if (given.some((other) => covers(other, hostname)))
    return `has the hostname ${hostname}, which was given on to another tenant`;
  if (granted.some((own) => covers(own, hostname))) return undefined;
  return `has the hostname ${hostname}, which the contract does not grant`;
}
