import { fluxKinds } from '../../checks/flux/kinds';
import type { Manifest } from '../../manifest/manifest';
import { keyOf } from '../../manifest/object-id';
import { below } from '../../manifest/place';
import { podOf } from '../../manifest/pod';
import { stringIn } from '../../tree/fields';
import { hasAllApps, namespaceOf, ownObjects, type SpokeFacts } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';
import { refusedPods } from './refused-pods';

/** Pods that run as a ServiceAccount that is nowhere to be seen. */
export const accountMissing: SpokeRule = {
  id: 'spoke/account-missing',
  severity: 'error',
  title: 'Pods that run as a ServiceAccount that is not there',
  why: 'The API server makes no Pod of an account that there is not, and Flux, which applies the Deployment, says nothing of it.',
  fix: 'Add the ServiceAccount, or leave out serviceAccountName: the Pods then run as `default`.',
  see: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  *check(facts) {
    if (!hasAllApps(facts)) return;
    for (const object of ownObjects(facts)) {
      const { namespace } = object.manifest.metadata;
      const name = accountOf(object.manifest);
      if (name === undefined || namespaceOf(facts, object) === undefined || isThere(facts, namespace, name)) continue;
      yield {
        object,
        message: `${refusedPods(object.manifest)}: they run as ServiceAccount ${namespace}/${name}, which neither the repo nor the contract has`,
        ...(bringsMore(facts) && { severity: 'warning' as const }),
      };
    }
  },
};

function accountOf(manifest: Manifest): string | undefined {
  const pod = podOf(manifest);
  return pod && stringIn(below(pod.spec, 'serviceAccountName').value);
}

/** Kubernetes makes one in each namespace; of the account that Flux applies as, a policy speaks. */
function isThere({ index, externals, contract }: SpokeFacts, namespace: string | undefined, name: string): boolean {
  const applied = Object.values(contract.apps).map(({ serviceAccount }) => serviceAccount);
  const id = { group: '', kind: 'ServiceAccount', namespace, name };
  return name === 'default' || applied.includes(name) || index.has(id) || externals.has(keyOf(id));
}

/** Charts make ServiceAccounts too. */
function bringsMore({ index }: SpokeFacts): boolean {
  return fluxKinds(index, 'HelmRelease', 'Kustomization').length > 0;
}
