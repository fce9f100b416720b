import { ApiObject } from 'cdk8s';
import { report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import type { Owner } from '../object/owner';
import { hubServiceKeys } from './hub-service';

/** Warns of platform services that nothing was put into, but for the hub's own. */
export function reportEmptyServices(owners: Iterable<Owner>): void {
  for (const owner of owners)
    if (owner.ownerKind === 'platform' && !hubServiceKeys.has(owner.key) && !owner.node.findAll().some(isObject))
      report(owner, {
        rule: 'platform/empty',
        severity: 'warning',
        message: `Service ${owner.name} renders nothing: it has no chart, no source and no object.`,
        fix: 'Give it one of them, or remove it.',
      });
}

function isObject(construct: object): boolean {
  return KubeObject.isKubeObject(construct) || ApiObject.isApiObject(construct);
}
