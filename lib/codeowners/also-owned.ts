/** What a pattern matches is somebody's besides the hub's owners. */
export interface AlsoOwned {
  readonly pattern: string;
  /** Whom the hub does not name, each once; nobody where it is the hub's alone. */
  readonly also: readonly string[];
}

/** Of some owners those that the hub does not have, each once. */
export function besides(hub: ReadonlySet<string>, owners: readonly string[]): string[] {
  return [...new Set(owners)].filter((owner) => !hub.has(owner));
}
