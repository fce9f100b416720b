import type { Condition, LiveObject } from './kubernetes-api';

/** The `Ready` condition. */
export function readyOf(object: LiveObject): Condition | undefined {
  return object.status?.conditions?.find(({ type }) => type === 'Ready');
}

/**
 * Whether the controller has said its last word on the object as it is: `Ready` is known, and was said of this generation.
 * `kubectl wait` asks less, and passes on what was true before the last change.
 */
export function isSettled(object: LiveObject): boolean {
  const ready = readyOf(object);
  if (ready === undefined || ready.status === 'Unknown') return false;
  return (ready.observedGeneration ?? object.status?.observedGeneration) === object.metadata.generation;
}

/** An object's state in one line, for a test that waited in vain. */
export function described(object: LiveObject | undefined): string {
  if (object === undefined) return 'There is no such object.';
  const { kind, metadata } = object;
  const ready = readyOf(object);
  return `${kind} ${metadata.namespace}/${metadata.name}: Ready=${ready?.status} ${ready?.reason}: ${ready?.message}`;
}
