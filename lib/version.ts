import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackageRoot } from './package-root';

/** Version of this package. */
export const packageVersion: string = (
  JSON.parse(readFileSync(join(findPackageRoot(__dirname), 'package.json'), 'utf8')) as { version: string }
).version;
