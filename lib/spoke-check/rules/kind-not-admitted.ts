import type { NamespaceContract } from '../../contract/contract';
import { kindOf } from '../../manifest/catalog';
import { groupOf, type Manifest } from '../../manifest/manifest';
import { namespaceOf, ownObjects } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';

/** An object of a kind that the tenant has no right to. */
export const kindNotAdmitted: SpokeRule = {
  id: 'spoke/kind-not-admitted',
  severity: 'error',
  title: 'Kind that the tenant may not apply',
  why: 'The account that Flux applies the app as has no right to create it; Flux applies nothing of the folder then.',
  fix: 'Leave it out, or ask the platform team for the kind.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control'],
  *check(facts) {
    for (const object of ownObjects(facts)) {
      const namespace = namespaceOf(facts, object);
      if (namespace === undefined || isAdmitted(object.manifest, namespace)) continue;
      const { kind, apiVersion, metadata } = object.manifest;
      const group = groupOf(apiVersion);
      const { serviceAccount } = facts.appOf(object).app;
      const others = namespace.kinds[group] ?? [];
      const ofGroup = group === '' ? 'the core group' : group;
      yield {
        object,
        message: `is of a kind that ${serviceAccount} may not apply in ${metadata.namespace}: of ${ofGroup} it may apply ${others.join(', ') || 'nothing'}`,
        fix: `Leave it out, or ask the platform team for ${kind}.`,
      };
    }
  },
};

/** A kind that nobody has a schema of stands in the contract as its plural, which is guessed. */
function isAdmitted({ apiVersion, kind }: Manifest, { kinds }: NamespaceContract): boolean {
  const admitted = kinds[groupOf(apiVersion)] ?? [];
  if (admitted.includes(kind)) return true;
  return kindOf(apiVersion, kind) === undefined && pluralsOf(kind).some((plural) => admitted.includes(plural));
}

function pluralsOf(kind: string): readonly string[] {
  const singular = kind.toLowerCase();
  return [`${singular}s`, `${singular}es`, singular.replace(/y$/, 'ies')];
}
