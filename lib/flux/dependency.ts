import type { FluxObject } from './flux-object';

/** Something that must be ready first, by a test that takes the place of Flux's own. */
export interface ReadyWhen<Needed extends FluxObject> {
  /** What must be ready. */
  readonly on: Needed;
  /**
   * When it is: a CEL expression over `self`, who waits, and `dep`, what is waited for.
   * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies
   */
  readonly readyExpr: string;
}

/** A `dependsOn` entry, without a namespace where that is the same. */
export function dependencyOn<Needed extends FluxObject>(dependency: Needed | ReadyWhen<Needed>, here: string) {
  const { on, ...test } = 'readyExpr' in dependency ? dependency : { on: dependency };
  const { name, namespace } = on;
  return { name, ...(namespace !== here && { namespace }), ...test };
}
