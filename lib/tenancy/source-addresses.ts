import type { IConstruct } from 'constructs';
import { compositionOf } from '../object/composition';
import type { Owner } from '../object/owner';
import { isPlainUrl, sourceAddress } from '../policies/source-address';

/** Where the sources of an owner lead, as admission policies hold them against what is allowed. */
export function sourceAddresses(owner: Owner): string[] {
  const sources = compositionOf(owner).sources.get(owner) ?? [];
  return sources.filter(isStanding).flatMap(({ manifest }) => {
    const address = sourceAddress(manifest);
    return address !== undefined && isPlainUrl(address) ? [address] : [];
  });
}

/** Whether a construct, and all that it stands in, has not been taken out of its tree again. */
function isStanding(construct: IConstruct): boolean {
  const { scope, id } = construct.node;
  return scope === undefined || (scope.node.tryFindChild(id) === construct && isStanding(scope));
}
