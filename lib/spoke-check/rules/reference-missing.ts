import { dependenciesOf } from '../../checks/flux/dependencies';
import { fluxKinds } from '../../checks/flux/kinds';
import { type Reference, referencesOf } from '../../checks/flux/references';
import { suggestions } from '../../checks/flux/suggestions';
import type { Manifest } from '../../manifest/manifest';
import { formatId, keyOf, type ObjectId } from '../../manifest/object-id';
import { hasAllApps, type SpokeFacts } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';

/** A Kustomization or HelmRelease that takes from a source, or waits for something, that is nowhere to be seen. */
export const referenceMissing: SpokeRule = {
  id: 'spoke/reference-missing',
  severity: 'warning',
  title: 'Flux object that names what is not there',
  why: 'The API server takes it, and it never becomes ready. Something that the hub has only for a chart of its own is not in the contract.',
  fix: 'Add what it names, or correct the name.',
  see: ['https://fluxcd.io/flux/components/'],
  *check(facts) {
    if (!hasAllApps(facts)) return;
    const suggest = suggestions(facts.index);
    for (const object of fluxKinds(facts.index, 'Kustomization', 'HelmRelease'))
      for (const { field, to } of named(object.manifest))
        if (to.namespace === object.manifest.metadata.namespace && !isThere(facts, to))
          yield {
            object,
            message: `names ${formatId(to)} in ${field}, which neither the repo nor the contract has`,
            fix: suggest(object, to, this.fix),
          };
  },
};

/** Secrets and ConfigMaps may come from anywhere, and which ServiceAccount it is a policy says. */
function named(manifest: Manifest): Reference[] {
  const sources = referencesOf(manifest).filter(({ to }) => to.group === 'source.toolkit.fluxcd.io');
  return [...sources, ...dependenciesOf(manifest).map((to) => ({ field: 'spec.dependsOn', to }))];
}

function isThere({ index, externals, contract }: SpokeFacts, to: ObjectId): boolean {
  const [home] = Object.keys(contract.namespaces);
  if (index.has(to) || externals.has(keyOf(to))) return true;
  if (to.namespace !== home) return false;
  if (to.kind === 'Kustomization') return Object.hasOwn(contract.apps, to.name);
  return Object.values(contract.apps).some(({ source }) => source === `${to.kind}/${to.name}`);
}
