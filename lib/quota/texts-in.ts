import { mapIn, stringIn } from '../tree/fields';

/** The quantities in a field by their resources, as texts: YAML has numbers, too. */
export function textsIn(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapIn(value)).map(([resource, amount]) => [resource, stringIn(amount) ?? String(amount)] as const),
  );
}
