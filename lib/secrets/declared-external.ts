import type { IndexedObject } from '../manifest/manifest-index';
import { formatId, idOf, keyOf } from '../manifest/object-id';
import { type External, report } from '../object/composition';

/** Reports objects that are declared to come from elsewhere, and that the hub renders all the same. */
export function reportDeclaredExternals(externals: readonly External[], objects: readonly IndexedObject[]): void {
  if (externals.length === 0) return;
  const declared = new Map(externals.map((external) => [keyOf(external.id), external]));
  for (const { manifest, owner = 'somebody' } of objects) {
    const external = declared.get(keyOf(idOf(manifest)));
    if (!external) continue;
    report(external.at, {
      ...(external.stack && { stack: external.stack }),
      rule: 'secrets/declared-external',
      message: `${formatId(external.id)} is declared to come from ${external.createdBy}, and ${owner.replace('/', ' ')} renders it.`,
      fix: 'Leave it to one of the two. A Secret whose encrypted file lies in the hub repo is named with SecretRef.sops.',
    });
  }
}
