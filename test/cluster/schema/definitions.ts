import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../lib/manifest/manifest';
import { manifestsIn } from '../../deploy/tree';
import { crdFiles } from '../tools/build';

const folder = join(__dirname, '../crds');

/** The definitions of every kind that is known here and is not built in, as their projects ship them. */
export function definitions(): Manifest[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  const texts = [...files.map((file) => readFileSync(join(folder, file), 'utf8')), ...crdFiles()];
  return texts.flatMap((text) => manifestsIn(text, folder));
}
