import type { IConstruct } from 'constructs';

/** Id of the scope that holds what an owner makes of its own accord. */
export const hubScope = '(hub)';

/** The path of a construct as people read it: without the scopes that the hub adds for what it makes itself. */
export function pathOf(construct: IConstruct): string {
  return construct.node.path.replaceAll(`/${hubScope}/`, '/');
}
