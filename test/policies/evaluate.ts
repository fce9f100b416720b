import { evaluate } from '@marcbachmann/cel-js';
import type { Manifest } from '../../lib/manifest/manifest';
import { type Case, namespaceOf } from './cases';

/** What both engines' objects say, as far as requests are held against it. */
export interface Judging {
  readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
  readonly validations: readonly { readonly expression: string; readonly message: string }[];
}

/** What the API server would say to a request that a policy is about: the message of the refusal; undefined where it is admitted. */
export function judge({ spec }: Manifest, { object, oldObject, namespace, user, groups }: Case): string | undefined {
  const { matchConditions = [], validations } = spec as unknown as Judging;
  const variables = {
    object,
    oldObject: oldObject ?? null,
    namespaceObject: object.metadata.namespace === undefined ? null : namespaceOf(namespace),
    request: { operation: oldObject ? 'UPDATE' : 'CREATE', userInfo: { username: user, groups } },
  };
  if (!matchConditions.every(({ expression }) => evaluate(expression, variables))) return undefined;
  return validations.find(({ expression }) => evaluate(expression, variables) !== true)?.message;
}
