import { compareText } from '../manifest/compare-text';
import type { Owner } from '../object/owner';
import { clusterKey } from '../stage/owner-key';
import type { StagedOwner } from '../stage/stage';
import type { PlacedPart } from './place';

/** Who needs whom: read off the Flux Kustomizations that their own depend on. */
export function stagedOwners(parts: readonly PlacedPart[]): StagedOwner[] {
  const ownerOf = new Map(parts.map(({ part, owner }) => [part.kustomization, owner.key]));
  const needs = new Map<Owner, Set<string>>();
  for (const { owner, part } of parts) {
    const needed = needs.get(owner) ?? new Set([clusterKey]);
    needs.set(owner, needed);
    for (const name of part.dependsOn) {
      const other = ownerOf.get(name);
      if (other !== undefined && other !== owner.key) needed.add(other);
    }
  }
  return [...needs]
    .map(([{ key, owners }, needed]) => ({ key, needs: [...needed].sort(), owners }))
    .sort((a, b) => compareText(a.key, b.key));
}
