import type { IConstruct } from 'constructs';
import { isRemembering, rememberOrigin } from './origin';

/** Constructs of others have deeper classes: a Deployment of cdk8s-plus is four of them above `Construct`. */
const foreignFrames = 12;

interface WithChildren {
  addChild(child: IConstruct, name: string): void;
}

/**
 * Remembers where the children of a construct are made, also those of cdk8s and of CRD imports, which remember nothing
 * themselves. `constructs` has no hook for it, so its own `addChild` is wrapped, for this one node; without it, findings would
 * name the line of the construct around.
 */
export function rememberChildren(construct: IConstruct): void {
  const node = construct.node as unknown as WithChildren;
  const { addChild } = node;
  node.addChild = (child, name) => {
    addChild.call(node, child, name);
    if (!isRemembering(child)) rememberOrigin(child, foreignFrames);
  };
}
