import type { Severity } from '../../manifest/finding';
import { groupBy } from '../../manifest/group-by';
import type { Manifest } from '../../manifest/manifest';
import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import { type Overrun, quotaReport } from '../../quota/quota-report';
import type { SpokeFacts } from '../spoke-facts';
import { ownObjects } from '../spoke-facts';
import type { SpokeRule, SpokeViolation } from '../spoke-rule';

/** More than the quota of a namespace, all objects in it taken together. */
export const quotaExceeded: SpokeRule = {
  id: 'spoke/quota-exceeded',
  severity: 'error',
  title: 'More than the quota',
  why: 'What comes last is refused: an object when it is applied, a Pod when its Deployment makes it, which Flux does not say.',
  fix: 'Ask for less, or ask the platform team for more.',
  see: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  *check(facts) {
    for (const [namespace, limits] of Object.entries(facts.contract.namespaces)) {
      const inside = ownObjects(facts).filter(({ manifest }) => manifest.metadata.namespace === namespace);
      const byManifest = new Map<Manifest, IndexedObject>(inside.map((object) => [object.manifest, object]));
      const { overruns } = quotaReport([...byManifest.keys(), ...ofTheHub(facts, namespace)], limits);
      const most = (overrun: Overrun) => overrun.by.flatMap(({ manifest }) => byManifest.get(manifest) ?? [])[0];
      for (const [object, ofObject] of groupBy(overruns, most))
        if (object) yield violation(object, ofObject, namespace);
    }
  },
};

/** What an object takes most of is said of it once, by the worst. */
function violation(object: IndexedObject, overruns: readonly Overrun[], namespace: string): SpokeViolation {
  const severity = severities.find((each) => overruns.some((overrun) => overrun.severity === each)) ?? 'error';
  const worst = overruns.filter((overrun) => overrun.severity === severity);
  return { object, message: worst.map((overrun) => told(overrun, object, namespace)).join('; '), severity };
}

const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** The Flux objects that the hub has in the tenant's first namespace count there, too. */
function ofTheHub({ apps, contract }: SpokeFacts, namespace: string): readonly Manifest[] {
  const [home] = Object.keys(contract.namespaces);
  return namespace === home ? apps.map(({ kustomization }) => kustomization) : [];
}

function told({ resource, hard, amount, severity, when, by }: Overrun, { manifest }: IndexedObject, namespace: string) {
  const own = by.find((each) => each.manifest === manifest)?.amount;
  const others = by.filter((each) => each.manifest !== manifest);
  const beside = others.map((each) => `${formatId(idOf(each.manifest))} ${each.amount}`);
  const moment = severity === 'error' ? '' : ` ${when}`;
  return `takes ${own} ${resource}${moment}, so that namespace ${namespace} has ${amount} of ${hard}${beside.length > 0 ? ` (${beside.join(', ')})` : ''}`;
}
