import { readFileSync } from 'node:fs';

/** The text of a file; undefined where there is none, or it may not be read. */
export function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
