import { below, entriesOf, type Place } from '../manifest/place';
import { parseQuantity } from '../manifest/quantity';

/** How much of each resource, as `spec.hard` of a ResourceQuota names them or `resources` of a container. */
export type Amounts = Readonly<Record<string, number>>;

/** The amounts of a map of quantities; none for what is no quantity, which the API server refuses. */
export function amountsIn(place: Place): Amounts {
  return Object.fromEntries(
    entriesOf(place).flatMap(({ key, value }) => {
      const amount = amountOf(value);
      return amount === undefined ? [] : [[key, amount] as const];
    }),
  );
}

/** The amount at a field; undefined where there is none. */
export function amountAt(place: Place, ...fields: readonly string[]): number | undefined {
  return amountOf(below(place, ...fields).value);
}

function amountOf(value: unknown): number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(String(value)) : undefined;
}

/** All amounts together. */
export function sumOf(all: readonly Amounts[]): Amounts {
  const sum: Record<string, number> = {};
  for (const amounts of all)
    for (const [resource, amount] of Object.entries(amounts)) sum[resource] = (sum[resource] ?? 0) + amount;
  return sum;
}

/** The most of each resource. */
export function mostOf(all: readonly Amounts[]): Amounts {
  const most: Record<string, number> = {};
  for (const amounts of all)
    for (const [resource, amount] of Object.entries(amounts))
      most[resource] = Math.max(most[resource] ?? amount, amount);
  return most;
}

/** Whether an amount is above another. Thousandths are the least that Kubernetes tells apart, and more than sums are off. */
export function isAbove(amount: number, other: number): boolean {
  return Math.round(amount * 1000) > Math.round(other * 1000);
}

const binary: readonly (readonly [suffix: string, size: number])[] = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'].map(
  (suffix, index) => [suffix, 2 ** (10 * (6 - index))],
);

/** An amount as people write it for a resource: `1.5Gi` of memory or storage, `0.25` of anything else. */
export function formatAmount(resource: string, amount: number): string {
  const isInBytes = /memory|storage$|hugepages/.test(resource);
  const [suffix, size] = (isInBytes && binary.find(([, size]) => amount >= size && isRound(amount / size))) || ['', 1];
  return `${Math.round((amount / size) * 1000) / 1000}${suffix}`;
}

/** Whether two decimals write it in full. */
function isRound(amount: number): boolean {
  return Number.isInteger(amount * 100);
}
