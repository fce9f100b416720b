import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterRule } from '../rule';
import { specOf } from './spec-of';
import { isVariableName, substitutions } from './substitutions';

/** A variable of a Kustomization's own that nothing uses. Those of ConfigMaps are often shared. */
export const unusedVariable: ClusterRule = {
  id: 'flux/unused-variable',
  severity: 'note',
  title: 'Variable that nothing uses',
  why: 'It is misspelt here or where it is meant, or is left over.',
  fix: 'Remove it, or correct its name.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
  *check(facts) {
    for (const { object, substitution } of substitutions(facts)) {
      if (isSwitch(object)) continue;
      for (const { name, from, used } of substitution.variables)
        if (!used && from === 'substitute' && isVariableName(name))
          yield { object, message: `defines ${name}, which nothing that it applies uses` };
    }
  },
};

/** Flux replaces nothing where there is no variable; its documentation says to define one, of any name, for defaults to count. */
function isSwitch(kustomization: IndexedObject): boolean {
  const { postBuild } = specOf<{ postBuild: { substitute?: object; substituteFrom?: object } }>(kustomization);
  const values = Object.values(postBuild?.substitute ?? {});
  return postBuild?.substituteFrom === undefined && values.length === 1 && values[0] === 'true';
}
