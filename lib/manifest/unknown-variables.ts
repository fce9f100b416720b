/** Something in which Flux replaces variables before the cluster sees it. */
interface WithVariables {
  /** Names of those whose values nobody here knows: they stand in it as they are written. @default - none */
  readonly unknownVariables?: readonly string[] | undefined;
}

/** Whether a text has a variable in it whose value nobody here knows, so that nothing can be said of its form. */
export function holdsUnknown({ unknownVariables = [] }: WithVariables, text: string): boolean {
  return unknownVariables.some((name) => text.includes(`\${${name}`));
}
