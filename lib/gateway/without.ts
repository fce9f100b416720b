/** None of some properties, so that a type excludes those of another. */
export type Without<Names extends string> = { readonly [name in Names]?: never };
