import { ownerMissing } from './owner-missing';
import type { RepoRule } from './repo-rule';
import { secondFlux } from './second-flux';
import { sharedPath } from './shared-path';
import { sourceCode } from './source-code';
import { unreachedFile } from './unreached-file';
import { workloadInClusterFolder } from './workload-in-cluster-folder';

/** Every rule that looks at a repo as a whole. */
export const repoRules: readonly RepoRule[] = [
  sharedPath,
  secondFlux,
  workloadInClusterFolder,
  unreachedFile,
  sourceCode,
  ownerMissing,
];
