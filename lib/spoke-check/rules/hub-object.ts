import { reconciler } from '../../manifest/hub-names';
import { idOf, keyOf, type ObjectId } from '../../manifest/object-id';
import { ownObjects, type SpokeFacts } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';

/** An object that the hub has in the namespace already. */
export const hubObject: SpokeRule = {
  id: 'spoke/hub-object',
  severity: 'error',
  title: 'Object that the hub has',
  why: 'What the hub renders into the namespace only the platform may change: the API server refuses it, and Flux applies nothing of the folder.',
  fix: 'Give it another name, or leave it out.',
  see: [],
  *check(facts) {
    const taken = new Set(takenBy(facts).map(keyOf));
    for (const object of ownObjects(facts))
      if (taken.has(keyOf(idOf(object.manifest)))) yield { object, message: 'is what the hub has under that name' };
  },
};

/** What the hub always has, and what a contract tells of besides. */
function takenBy({ contract }: SpokeFacts): ObjectId[] {
  const names = Object.keys(contract.namespaces);
  const [namespace] = names;
  const policies = ['default-deny', 'allow-dns', ...(contract.network.gateway.length > 0 ? ['allow-gateway'] : [])];
  return [
    { group: '', kind: 'ServiceAccount', namespace, name: reconciler },
    ...names.flatMap((each) => [
      { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding', namespace: each, name: reconciler },
      ...policies.map((name) => ({ group: 'networking.k8s.io', kind: 'NetworkPolicy', namespace: each, name })),
    ]),
    ...Object.entries(contract.apps).flatMap(([name, { source }]) => {
      const [kind = '', ofSource = ''] = source.split('/');
      return [
        { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', namespace, name },
        { group: 'source.toolkit.fluxcd.io', kind, namespace, name: ofSource },
      ];
    }),
  ];
}
