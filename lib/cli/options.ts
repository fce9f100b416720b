/** Gathers the values of an option that may be given more than once. */
export function collectNames(name: string, before: readonly string[] = []): string[] {
  return [...before, name];
}
