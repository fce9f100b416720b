import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { specOf } from './spec-of';

/** Health checks beside `wait`, which Flux then does not look at. */
export const ignoredHealthChecks: ClusterRule = {
  id: 'flux/ignored-health-checks',
  severity: 'warning',
  title: 'Health checks that are ignored',
  why: 'With wait: true Flux waits for all that the Kustomization applies, and for nothing else that healthChecks name.',
  fix: 'Remove spec.healthChecks, or wait: true where only those are meant.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#health-checks'],
  *check({ index }) {
    for (const object of fluxKinds(index, 'Kustomization')) {
      const { wait, healthChecks = [] } = specOf<{ wait: boolean; healthChecks: readonly unknown[] }>(object);
      if (wait && healthChecks.length > 0)
        yield { object, message: `has wait: true, and healthChecks, which it thereby ignores` };
    }
  },
};
