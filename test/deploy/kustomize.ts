import { execFileSync } from 'node:child_process';
import type { Manifest } from '../../lib/manifest/manifest';
import { kubectl } from '../tools/kubectl';
import { manifestsIn } from './tree';

/** What `kubectl kustomize` makes of a folder. @throws with its own words where it does not build */
export function build(folder: string): Manifest[] {
  const text = execFileSync(kubectl(), ['kustomize', folder], { encoding: 'utf8', maxBuffer: 1 << 26, stdio: 'pipe' });
  return manifestsIn(text, folder);
}
