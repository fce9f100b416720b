import { catalog } from '../../../imports/catalog';
import type { Manifest } from '../../../lib/manifest/manifest';
import { accessOf } from '../../../lib/rbac/access';
import { formatRequest, type ResourceRequest } from '../../../lib/rbac/access-request';
import { can } from '../../../lib/rbac/can';
import { identityOf } from '../../../lib/rbac/subject';
import { accessReview } from '../../rbac/questions';
import type { KubernetesApi } from '../harness/kubernetes-api';
import { type Account, nameOf } from './questions';

const VERBS = ['get', 'create', 'patch', 'delete'];

/**
 * Asks the API server and our evaluator whether an account may do everything to every kind: in its namespace, in another, and in
 * the whole cluster.
 * @param rendered what the evaluator is told of the cluster; the roles that Kubernetes and Flux bring it must know by itself
 * @returns how many questions there were, and those that are answered differently
 */
export async function disagreements(
  api: KubernetesApi,
  rendered: readonly Manifest[],
  account: Account,
): Promise<{ asked: number; different: string[] }> {
  const access = accessOf(rendered);
  const kinds = [...new Map(catalog.map((entry) => [`${entry.plural}.${entry.group}`, entry])).values()];
  const requests = kinds.flatMap(({ group, plural }) =>
    VERBS.flatMap((verb) =>
      [account.namespace, 'default', undefined].map(
        (namespace): ResourceRequest => ({ verb, group, resource: plural, namespace }),
      ),
    ),
  );
  const subject = identityOf(`${account.namespace}/${account.name}`);
  const different = await Promise.all(
    requests.map(async (request) => {
      const ours = can(access, subject, request).allowed;
      const theirs = await api.review(accessReview({ subject, request }).spec);
      return ours === theirs ? [] : [`${nameOf(account)} ${formatRequest(request)}: ${ours}, not ${theirs}`];
    }),
  );
  return { asked: requests.length, different: different.flat() };
}
