import type { ClusterRule } from '../rule';
import { lineOf, nameOf, substitutions } from './substitutions';

/** A variable that nothing gives a value. */
export const undefinedVariable: ClusterRule = {
  id: 'flux/undefined-variable',
  severity: 'error',
  title: 'Variable without a value',
  why: 'Since Flux 2.9 nothing of the folder is applied; before, the text is replaced by nothing, in scripts too.',
  fix: `Define it in spec.postBuild, give it a default, \${name:=value}, or write $\${name} where the text itself is meant.`,
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
  *check(facts) {
    for (const { object, substitution } of substitutions(facts))
      for (const { name, object: user } of substitution.undefined)
        yield { object, message: `gives no value to \${${name}}, which ${nameOf(user)} uses`, also: lineOf(user) };
  },
};
