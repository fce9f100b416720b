/** A value, or a regular expression for it in the gateway's own dialect. */
export type ValueMatch = string | { readonly regex: string };

/** Values by the name of the header or parameter, as a route writes them. */
export function valueMatches(values: Readonly<Record<string, ValueMatch>>) {
  return Object.entries(values).map(([name, value]) =>
    typeof value === 'string' ? { name, value } : { type: 'RegularExpression', name, value: value.regex },
  );
}
