import type { Finding } from '../manifest/finding';

/** Where a finding was made, as a line below what it says; none where nothing is known of it. */
export function placeLines({ file, line, construct }: Pick<Finding, 'file' | 'line' | 'construct'>): string[] {
  const place = [file === undefined ? '' : `${file}:${line}`, construct ?? '']
    .filter((part) => part !== '')
    .join('   ');
  return place === '' ? [] : [`    at  ${place}`];
}

/** What to do about a finding, as a line below it; none where there is nothing more to say. */
export function fixLines({ fix }: Pick<Finding, 'fix'>): string[] {
  return fix === undefined ? [] : [`  Fix: ${fix}`];
}
