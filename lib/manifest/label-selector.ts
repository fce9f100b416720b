import { isPlainMap } from './plain';

/** The labels of an object. */
export type Labels = Readonly<Record<string, unknown>>;

/** What objects are selected by. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly unknown[];
}

/** Whether a selector, or the lack of one, asks for nothing and so selects everything. */
export function selectsAll({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/**
 * Whether labels match a `LabelSelector`: all of it must hold, an empty one matches everything, one that is malformed nothing.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function matchesLabels(selector: unknown, labels: Labels): boolean {
  if (!isPlainMap(selector)) return false;
  const { matchLabels, matchExpressions } = selector;
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    [matchExpressions ?? []].flat().every((expression) => holds(expression, labels))
  );
}

function holds(expression: unknown, labels: Labels): boolean {
  if (!isPlainMap(expression)) return false;
  const { key, operator } = expression;
  const values: readonly unknown[] = Array.isArray(expression.values) ? expression.values : [];
  if (typeof key !== 'string') return false;
  const label = labels[key];
  switch (operator) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return values.length > 0 && !values.includes(label);
    case 'Exists':
      return values.length === 0 && label !== undefined;
    case 'DoesNotExist':
      return values.length === 0 && label === undefined;
    default:
      return false;
  }
}
