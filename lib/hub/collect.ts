import type { IConstruct } from 'constructs';
import type { Manifest } from '../manifest/manifest';
import { report } from '../object/composition';
import { Owner } from '../object/owner';
import type { Cluster } from './cluster';
import { type OwnerLabels, ownerLabels, renderObject } from './render-object';

/** An object of a cluster, with the construct and the owner it comes from. */
export interface Collected {
  readonly manifest: Manifest;
  readonly construct: IConstruct;
  readonly owner: Owner;
  /** The owner's part that it belongs to. */
  readonly part: string;
}

/** Every object below a cluster, as it is rendered. Objects that nobody owns are reported. */
export function collect(cluster: Cluster): Collected[] {
  const collected: Collected[] = [];
  const visit = (construct: IConstruct, around: Owner | undefined, labelsAround: OwnerLabels): void => {
    const owner = Owner.isOwner(construct) ? construct : around;
    if (owner?.accepted === false) return;
    const labels = owner === around ? labelsAround : ownerLabels(owner?.labels ?? {});
    const manifest = renderObject(construct, labels);
    if (manifest && owner) {
      const part = owner.partOf(manifest, construct);
      if (part !== undefined) collected.push({ manifest, construct, owner, part });
    } else if (manifest) reportUnowned(construct, manifest);
    for (const child of construct.node.children) visit(child, owner, labels);
  };
  visit(cluster, undefined, ownerLabels({}));
  return collected;
}

function reportUnowned(construct: IConstruct, { kind, metadata }: Manifest): void {
  report(construct, {
    rule: 'hub/object-without-owner',
    message: `${kind} ${metadata.name} stands directly under the cluster, where nothing applies it.`,
    fix: "Create it in a PlatformService, in a service's `config`, or in a Tenant.",
  });
}
