/** The labels of an object. */
export type Labels = Readonly<Record<string, unknown>>;

/**
 * Whether labels match a `LabelSelector`: all of it must hold, an empty one matches everything, one that is malformed nothing.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function matchesLabels(selector: unknown, labels: Labels): boolean {
  if (typeof selector !== 'object' || selector === null) return false;
  const { matchLabels, matchExpressions } = selector as Record<string, unknown>;
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    [matchExpressions ?? []].flat().every((expression) => holds(expression, labels))
  );
}

function holds(expression: unknown, labels: Labels): boolean {
  if (typeof expression !== 'object' || expression === null) return false;
  const { key, operator, values } = expression as Record<string, unknown>;
  if (typeof key !== 'string') return false;
  const label = labels[key];
  const among = Array.isArray(values) && values.includes(label);
  switch (operator) {
    case 'In':
      return label !== undefined && among;
    case 'NotIn':
      return !among;
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      return false;
  }
}
