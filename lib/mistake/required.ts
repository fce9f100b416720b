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

/**
 * Refuses a `dependsOn` that holds a name, or what is not made yet: where nobody compiled, or files import each other.
 * @param whose what it is given to, as a sentence begins with it
 * @throws Mistake that shows the first of them
 */
export function requireDependencies(whose: string, dependsOn: readonly unknown[] | undefined): void {
  for (const given of dependsOn ?? [])
    if (typeof given !== 'object' || given === null)
      throw new Mistake(
        'hub/missing-property',
        `${whose} has ${typeof given === 'string' ? `'${given}'` : given} in its \`dependsOn\`.`,
        'Put in what was made, not its name, and make it first.',
      );
}
