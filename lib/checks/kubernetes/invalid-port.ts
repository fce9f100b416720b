import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { below, itemsOf, type Place, specPlace } from '../../manifest/place';
import { containersOf, type Pod } from '../../manifest/pod';
import type { ClusterRule } from '../rule';
import { podsIn } from './pods';

/** A port that is out of range, or a name that no port can have. */
export const invalidPort: ClusterRule = {
  id: 'kubernetes/invalid-port',
  severity: 'error',
  title: 'Not a port',
  why: 'The API server refuses the object, and Flux then applies nothing of its folder.',
  fix: 'Write a number from 1 to 65535, without quotes, or a name of at most 15 lower-case letters, digits and single dashes.',
  see: ['https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec'],
  *check({ index }) {
    for (const { object, places } of portsIn(index))
      for (const { path, value } of places)
        if (isRefused(value)) yield { object, message: `has ${path}: ${JSON.stringify(value)}` };
  },
};

interface Ports {
  readonly object: IndexedObject;
  readonly places: readonly Place[];
}

function* portsIn(index: ManifestIndex): Iterable<Ports> {
  for (const { object, pod } of podsIn(index)) yield { object, places: portsOfPod(pod) };
  for (const object of index.ofKind('', 'Service'))
    yield { object, places: portsOfService(specPlace(object.manifest)) };
  for (const object of index.ofKind('networking.k8s.io', 'NetworkPolicy'))
    yield { object, places: portsOfPolicy(specPlace(object.manifest)) };
}

const handlers = [
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => [probe]),
  ...['postStart', 'preStop'].map((hook) => ['lifecycle', hook]),
];

function portsOfPod(pod: Pod): Place[] {
  return containersOf(pod).flatMap((container) => [
    ...itemsOf(below(container, 'ports')).flatMap((port) => [
      below(port, 'name'),
      below(port, 'containerPort'),
      ...unlessZero(below(port, 'hostPort')),
    ]),
    ...handlers.flatMap((handler) =>
      ['httpGet', 'tcpSocket', 'grpc'].map((asks) => below(container, ...handler, asks, 'port')),
    ),
  ]);
}

function portsOfService(spec: Place): Place[] {
  return itemsOf(below(spec, 'ports')).flatMap((port) => [
    below(port, 'port'),
    ...['targetPort', 'nodePort'].flatMap((field) => unlessZero(below(port, field))),
  ]);
}

function portsOfPolicy(spec: Place): Place[] {
  return ['ingress', 'egress']
    .flatMap((direction) => itemsOf(below(spec, direction)))
    .flatMap((rule) => itemsOf(below(rule, 'ports')))
    .flatMap((port) => [below(port, 'port'), below(port, 'endPort')]);
}

/** Where zero stands for a port that Kubernetes chooses. */
function unlessZero(place: Place): Place[] {
  return place.value === 0 || place.value === '' ? [] : [place];
}

/** Names are those of services. @see https://www.rfc-editor.org/rfc/rfc6335#section-5.1 */
function isRefused(port: unknown): boolean {
  if (typeof port === 'number') return port < 1 || port > 65_535;
  return typeof port === 'string' && !/^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(port);
}
