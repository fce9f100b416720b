import type { SourceLine } from '../../manifest/finding';
import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterFacts } from '../facts/cluster-facts';
import type { SubstitutedObject, Substitution } from '../facts/substitution';
import { fluxKinds } from './kinds';

/** The Kustomizations that replace variables, where it is known what these come to. */
export function* substitutions({
  index,
  substitutionOf,
}: ClusterFacts): Iterable<{ readonly object: IndexedObject; readonly substitution: Substitution }> {
  if (!substitutionOf) return;
  for (const object of fluxKinds(index, 'Kustomization')) {
    const substitution = substitutionOf(object);
    if (substitution) yield { object, substitution };
  }
}

/** Whether Flux takes it for the name of a variable. @see https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution */
export function isVariableName(name: string): boolean {
  return /^[_a-z][_a-z0-9]*$/i.test(name);
}

/** An object as a message names it. */
export function nameOf({ manifest }: SubstitutedObject): string {
  return formatId(idOf(manifest));
}

/** Where it is written, if that is known. */
export function lineOf({ file, line }: SubstitutedObject): SourceLine | undefined {
  return file === undefined || line === undefined ? undefined : { file, line };
}
