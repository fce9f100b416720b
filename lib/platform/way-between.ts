import type { Owner } from '../object/owner';
import type { PlatformService } from './platform-service';

/** The services from one to another, each of which waits for the next; undefined where the first does not wait for the last. */
export function wayBetween(
  from: PlatformService,
  to: Owner,
  seen: Set<Owner> = new Set(),
): readonly Owner[] | undefined {
  if (from === to) return [to];
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const next of from.needed) {
    const rest = wayBetween(next, to, seen);
    if (rest) return [from, ...rest];
  }
  return undefined;
}
