import { parseQuantity } from '../../lib/manifest/quantity';

/** Quantities as numbers. */
export function amounts(quantities: Readonly<Record<string, string | number>>): Record<string, number | undefined> {
  return Object.fromEntries(
    Object.entries(quantities).map(([resource, amount]) => [resource, parseQuantity(String(amount))]),
  );
}
