import { few } from '../manifest/few';

/** What a message ends with where the same mistake is in more; nothing where it is not. @param names of the others */
export function sameOf(names: readonly string[]): string {
  return names.length === 0 ? '' : `. The same holds of ${few(names)}`;
}
