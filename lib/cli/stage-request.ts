import { join, resolve } from 'node:path';
import { inputsHash } from '../stage/inputs';
import { isStage, type StageRequest } from '../stage/read';
import { packageVersion } from '../version';

/** The stage of a hub repo, and what it must have been rendered from. @param stage another folder than the usual one */
export function stageRequest(root: string, stage = join(root, 'dist')): StageRequest {
  const folder = resolve(stage);
  return {
    stage: folder,
    inputs: isStage(folder) ? inputsHash(root, packageVersion, folder) : '',
    version: packageVersion,
  };
}
