import type { ClusterRule } from '../rule';
import { addresses } from './addresses';

/** Steps upwards, plain or escaped, and what some readers take for a slash. */
const detour = /\/(?:\.|%2e){2}(?:\/|%2f|$)|\\|%5c/i;

/** A URL whose beginning does not say where it leads. */
export const ambiguousUrl: ClusterRule = {
  id: 'flux/ambiguous-url',
  severity: 'warning',
  title: 'URL with a detour',
  why: 'An allowlist that compares how it begins lets it through, and it leads somewhere else.',
  fix: 'Write the path that it comes to.',
  see: ['https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4'],
  *check({ index }) {
    for (const { object, field, text } of addresses(index))
      if (detour.test(text)) yield { object, message: `has ${text} in ${field}` };
  },
};
