import { ofSpec } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { notifications } from './resources';

/** Whose events tenants hear of, and whose reconciliation they ask for. */
export const eventReferences: AdmissionPolicy = {
  name: 'flux-hub-event-references',
  title: 'Alerts and Receivers for objects of another namespace',
  why: 'A tenant would be told what happens to others, or make Flux reconcile what is theirs.',
  resources: [notifications(['v1beta3'], { Alert: 'alerts' }), notifications(['v1'], { Receiver: 'receivers' })],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: ofSpec(['eventSources', 'resources'].map(areHere).join(' && ')),
  message: 'Name objects of the same namespace: leave out their namespace.',
};

function areHere(list: string): string {
  const isHere = '!has(one.namespace) || one.namespace == object.metadata.namespace';
  return `(!has(spec.${list}) || spec.${list}.all(one, ${isHere}))`;
}
