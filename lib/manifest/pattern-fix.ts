const amount = 'Write an amount such as 500m, 2 or 64Gi.';
const label = 'lower-case letters, digits and dashes, with a letter or digit at both ends';
const name = 'lower-case letters, digits, dashes and dots, with a letter or digit at both ends';

/** Patterns that many schemas share, and what fits them. */
const known: ReadonlyMap<string, string> = new Map([
  [String.raw`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$`, amount],
  [
    String.raw`^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$`,
    amount,
  ],
  ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', `Use ${label}.`],
  ['^[a-z0-9]([a-z0-9-]*[a-z0-9])?$', `Use ${label}.`],
  [String.raw`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`, `Use ${name}.`],
  [String.raw`^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`, `Use ${name}, or nothing.`],
  [
    String.raw`^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`,
    'Write a host name such as api.example.com or *.example.com.',
  ],
]);

const duration = /^\^\(\[0-9\](?:\+\(\\\.\[0-9\]\+\)\?|\{1,5\})\(([a-z|]+)\)\)(?:\+|\{1,4\})\$$/;
const url = /^\^\(?([a-z|]+)\)?:\/\/\.\*\$$/;

/** What to write where a pattern refuses a string. */
export function patternFix(pattern: string): string {
  const units = duration.exec(pattern)?.[1];
  if (units) return `Write a duration such as 5m or 90s; the units are ${units.split('|').join(', ')}.`;
  const schemes = url.exec(pattern)?.[1];
  if (schemes) return `Write a URL that starts with ${schemes.replaceAll('|', ':// or ')}://.`;
  return known.get(pattern) ?? `It must match ${pattern}.`;
}
