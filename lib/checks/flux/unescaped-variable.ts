import type { ClusterRule } from '../rule';
import { lineOf, nameOf, substitutions } from './substitutions';

/** A text that Flux takes for a variable, and cannot read. */
export const unescapedVariable: ClusterRule = {
  id: 'flux/unescaped-variable',
  severity: 'error',
  title: 'Text that is taken for a variable',
  why: 'The Kustomization replaces variables in all that it applies, scripts and dashboards too; what it cannot read fails the whole folder.',
  fix: 'Write $${ for ${, or label the object kustomize.toolkit.fluxcd.io/substitute: disabled.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
  *check(facts) {
    for (const { object, substitution } of substitutions(facts))
      for (const { source, message, object: user } of substitution.unescaped)
        yield { object, message: `cannot replace ${source} in ${nameOf(user)}: ${message}`, also: lineOf(user) };
  },
};
