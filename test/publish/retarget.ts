import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rewrites a stage so that one cluster's files take another folder. */
export function retarget(stage: string, cluster: string, from: string, to: string): void {
  const index = join(stage, '.index', 'clusters', `${cluster}.json`);
  writeFileSync(index, readFileSync(index, 'utf8').replaceAll(`"${from}/`, `"${to}/`));
  cpSync(join(stage, from), join(stage, to), { recursive: true });
  rmSync(join(stage, from), { recursive: true });
}
