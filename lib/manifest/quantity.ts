/** Powers of ten, and of two. */
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/**
 * The amount that a Kubernetes quantity stands for: 0.5 for `500m`, 1024 for `1Ki`; undefined where it is none.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): number | undefined {
  const [, digits, suffix = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+))(.*)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (Object.hasOwn(decimal, suffix)) return Number(`${digits}e${decimal[suffix]}`); // exact, as a product is not
  if (Object.hasOwn(binary, suffix)) return Number(digits) * 2 ** (binary[suffix] ?? 0);
  return /^[eE][+-]?\d+$/.test(suffix) ? Number(digits + suffix) : undefined;
}
