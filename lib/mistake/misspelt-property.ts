import { didYouMean } from '../manifest/similar';
import { Mistake } from './mistake';

/** A property that is misspelt, as a finding tells it. */
export interface MisspeltProperty {
  readonly rule: string;
  readonly message: string;
  readonly fix: string;
}

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
): MisspeltProperty[] {
  return Object.keys(props ?? {})
    .filter((property) => !Object.hasOwn(known, property))
    .map((property) => ({
      rule: 'hub/misspelt-property',
      message: `${whose} has no property \`${property}\`.`,
      fix: didYouMean(property, Object.keys(known), ''),
    }))
    .filter(({ fix }) => fix !== '');
}

/**
 * Refuses properties that are misspelt, where there is nothing to report them to.
 * @param whose what they were given to, as a sentence begins with it
 * @param known every property that there is
 * @throws Mistake that names all that are
 */
export function refuseMisspelt(whose: string, props: object | undefined, known: Readonly<Record<string, true>>): void {
  const [first, ...others] = misspeltProperties(whose, props, known);
  if (!first) return;
  const all = [first, ...others];
  throw new Mistake(first.rule, all.map(({ message }) => message).join(' '), all.map(({ fix }) => fix).join(' '));
}
