import { Mistake } from './mistake';

/**
 * Refuses properties that leave out what there is no doing without: where nobody compiled.
 * @param whose what they are given to, as a sentence begins with it
 * @param required each of them, with how it is written
 * @throws Mistake that names all that are missing
 */
export function requireProperties(
  whose: string,
  props: object | undefined,
  required: Readonly<Record<string, string>>,
): void {
  const given = (props ?? {}) as Readonly<Record<string, unknown>>;
  const missing = Object.entries(required).filter(
    ([property]) => given[property] === undefined || given[property] === null,
  );
  if (missing.length === 0) return;
  const names = missing.map(([property]) => `\`${property}\``).join(' and no ');
  const written = missing.map(([property, example]) => `${property}: ${example}`).join(', ');
  throw new Mistake('hub/missing-property', `${whose} has no ${names}.`, `Write it: \`${written}\`.`);
}
