import type { Place } from '../manifest/place';
import type { Pod } from '../manifest/pod';
import type { PodSecurity } from './level';

/** One control of the Pod Security Standards. */
export interface Control {
  /** `host-ports` */
  readonly id: string;
  /** The level that it comes with; stricter ones have it too. */
  readonly level: Exclude<PodSecurity, 'privileged'>;
  /** What it is about, in a few words. */
  readonly title: string;
  /** What it asks for, and why. */
  readonly description: string;
  /** First minor of Kubernetes 1.x whose standards have it. @default - all have it */
  readonly since?: number;
  /** Id of the control of the level below that it stands in for. @default - none */
  readonly replaces?: string;
  /** What a Pod has against it, by the standards of a minor of Kubernetes 1.x. */
  check(pod: Pod, minor: number): Iterable<Issue>;
}

/** A field of a Pod that a control refuses. */
export interface Issue {
  /** From the root of the object: `spec.template.spec.containers[web].securityContext.privileged`. */
  readonly path: string;
  /** A clause that follows the path, with the value found. */
  readonly message: string;
  /** What to set instead. */
  readonly fix: string;
}

/** What a control says of a place. */
export function issueAt({ path, value }: Place, fix: string): Issue {
  return { path, message: `is ${shown(value)}`, fix };
}

/** Whether a switch is on: a value that is no boolean, which the API server does not take, counts as on. */
export function isOn({ value }: Place): boolean {
  return value !== undefined && value !== false;
}

function shown(value: unknown): string {
  if (value === undefined) return 'not set';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'set';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
