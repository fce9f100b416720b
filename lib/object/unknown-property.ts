import { didYouMean } from '../manifest/similar';
import type { Problem } from './composition';

/**
 * Properties that nothing reads: misspelt, where nobody compiled.
 * @param whose what they were given to, as a sentence begins with it
 * @param known every property that there is
 */
export function unknownProperties(
  whose: string,
  props: object | undefined,
  known: Readonly<Record<string, true>>,
): Omit<Problem, 'at'>[] {
  return Object.keys(props ?? {})
    .filter((property) => !Object.hasOwn(known, property))
    .map((property) => ({
      rule: 'hub/unknown-property',
      message: `${whose} has no property \`${property}\`.`,
      fix: didYouMean(property, Object.keys(known), 'Leave it out: nothing reads it.'),
    }));
}
