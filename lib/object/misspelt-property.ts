import { didYouMean } from '../manifest/similar';
import type { Problem } from './composition';

/**
 * Properties that are misspelt, where nobody compiled. Others that nothing reads are no mistake: a class of a user's may hand
 * on its own properties with ours.
 * @param whose what they were given to, as a sentence begins with it
 * @param known every property that there is
 */
export function misspeltProperties(
  whose: string,
  props: object | undefined,
  known: Readonly<Record<string, true>>,
): Omit<Problem, 'at'>[] {
  return Object.keys(props ?? {})
    .filter((property) => !Object.hasOwn(known, property))
    .map((property) => ({
      rule: 'hub/misspelt-property',
      message: `${whose} has no property \`${property}\`.`,
      fix: didYouMean(property, Object.keys(known), ''),
    }))
    .filter(({ fix }) => fix !== '');
}
