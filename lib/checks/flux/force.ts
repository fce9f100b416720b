import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { specOf } from './spec-of';

const key = 'kustomize.toolkit.fluxcd.io/force';

/** Objects that Flux deletes and makes anew where they cannot be changed. */
export const force: ClusterRule = {
  id: 'flux/force',
  severity: 'warning',
  title: 'Force is left on',
  why: 'A change of a field that cannot be changed deletes the object and what it holds: pods, volumes, and with a Namespace everything in it.',
  fix: 'Leave it off, and turn it on for the one change that needs it. Jobs, which are run again so, may keep the annotation.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#force'],
  *check({ index }) {
    for (const object of fluxKinds(index, 'Kustomization'))
      if (specOf<{ force: boolean }>(object).force) yield { object, message: 'sets force to true' };
    for (const object of index.objects) {
      const { kind, metadata } = object.manifest;
      const value = metadata.annotations?.[key] ?? metadata.labels?.[key];
      if (kind !== 'Job' && String(value).toLowerCase() === 'enabled')
        yield { object, message: `has ${key}: ${value}` };
    }
  },
};
