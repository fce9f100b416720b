/** Where the shared definitions are, from the root of the schemas. */
export const definitionsPath = 'kubernetes/definitions.json';

/** The same from any other schema: all of them lie two folders deep. */
export const definitionsFromSchema = `../../${definitionsPath}`;

/** Where the schema of a kind is, from the root of the schemas; its validator has the same path with another ending. */
export function schemaPath(folder: string, group: string, version: string, kind: string): string {
  return `${folder}/${group === '' ? 'core' : group}/${kind.toLowerCase()}_${version}.json`;
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}
