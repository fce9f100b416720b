import type { Manifest } from '../../lib/manifest/manifest';
import { type FieldCases, fieldCases } from './cases';

/** A Pod, and what is expected of it. */
export interface PodCase {
  readonly control: string;
  /** Of the field that is set: `spec.containers.0.ports`. */
  readonly path: string;
  readonly title: string;
  readonly pod: Manifest;
  /** `1.34` */
  readonly version: string;
  /** The controls that refuse it, on their own levels. */
  readonly refusedBy: readonly string[];
  /** Whether a real API server can be asked to create it. */
  readonly asked: boolean;
}

/** Every case, in every place where its field can stand. */
export const podCases: readonly PodCase[] = fieldCases.flatMap((cases) =>
  placesOf(cases.field).flatMap((path) => [
    ...cases.good.map((value) => podCase(cases, path, value, [])),
    ...cases.bad.map((value) => podCase(cases, path, value, [cases.control, ...(cases.also ?? [])])),
  ]),
);

/** A Pod that every level admits. */
export function finePod(): Manifest {
  const container = (name: string) => ({
    name,
    image: 'registry.acme.io/app:1',
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'app' },
    spec: {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      initContainers: [{ ...container('init'), restartPolicy: 'Always' }],
      containers: [container('app')],
      ephemeralContainers: [container('debug')],
    },
  };
}

/** A Pod with other values in some fields; undefined takes a field away. */
export function changed(pod: Manifest, values: Readonly<Record<string, unknown>>): Manifest {
  const copy = structuredClone(pod);
  for (const [field, value] of Object.entries(values))
    for (const path of placesOf(field)) set(copy, path.split('.'), value);
  return copy;
}

function podCase(cases: FieldCases, path: string, value: unknown, refusedBy: readonly string[]): PodCase {
  const { control, given = {}, minor = 34, unasked } = cases;
  const surroundings = Object.keys(given).length === 0 ? '' : `, given ${shown(given)}`;
  return {
    control,
    path,
    title: `${path} ${shown(value)}${surroundings} (1.${minor})`,
    pod: changed(finePod(), { ...given, [path]: value }),
    version: `1.${minor}`,
    refusedBy,
    asked: unasked === undefined,
  };
}

function placesOf(field: string): readonly string[] {
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].map((list) => `spec.${list}.0`);
  const [first, ...rest] = field.split('.');
  if (first === 'container') return containers.map((place) => [place, ...rest].join('.'));
  if (first === 'each') return ['spec', ...containers].map((place) => [place, ...rest].join('.'));
  return [field];
}

function set(target: object, [key = '', ...rest]: readonly string[], value: unknown): void {
  const fields = target as Record<string, unknown>;
  if (rest.length > 0) {
    fields[key] ??= rest[0] === '0' ? [] : {};
    set(fields[key] as object, rest, value);
  } else if (value === undefined) delete fields[key];
  else fields[key] = value;
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value, (_, each) => (each === undefined ? 'absent' : each));
}
