import { compareText } from '../manifest/compare-text';
import type { Finding } from '../manifest/finding';
import { deployFolder } from '../stage/deploy-folder';
import { type Read, readCluster, readCurrentFleet, type StageRequest } from '../stage/read';
import { secretsRoot } from '../stage/secrets-folder';
import { isWithin } from '../tree/path';
import { type ContractHolding, contractLines, contractsOf } from './contract-lines';
import { folderLines } from './folder-lines';
import { type Holding, holdingsOf } from './holding';
import { type CodeownersLine, patternOf } from './line';
import { noOwners, selectionOnly } from './problems';
import { secretFolders } from './secret-folders';

/** The hub repo whose stage is read. */
export interface CodeownersRequest extends StageRequest {
  /** Its root. */
  readonly root: string;
}

/**
 * Who has to review what of the hub repo is rendered or encrypted: of everything the hub's owners, and of what a tenant has its
 * own besides. Sorted so that of two lines for one path the narrower comes last.
 *
 * Problems: those of {@link readCurrentFleet} and {@link readCluster}, `codeowners/selection`, `codeowners/no-owners`.
 */
export function stagedLines(request: CodeownersRequest): Read<readonly CodeownersLine[]> {
  const read = readCurrentFleet(request);
  if ('problems' in read) return read;
  const { owners, complete, clusters } = read.value;
  if (!complete) return { problems: [selectionOnly] };
  if (owners.length === 0) return { problems: [noOwners] };
  const hub = new Set(owners);
  const holdings: Holding[] = [];
  const contracts: ContractHolding[] = [];
  const problems: Finding[] = [];
  for (const record of clusters) {
    const cluster = readCluster(request.stage, record);
    if ('problems' in cluster) problems.push(...cluster.problems);
    else {
      holdings.push(...holdingsOf(cluster.value, hub, secretFolders(request.root, record.name)));
      contracts.push(...contractsOf(cluster.value, hub));
    }
  }
  if (problems.length > 0) return { problems };
  const value = [...folders(holdings), ...folderLines(holdings), ...contractLines(contracts)]
    .map(({ pattern, also }) => ({ pattern, owners: [...hub, ...also] }))
    .sort((a, b) => compareText(a.pattern, b.pattern));
  return { value };
}

/** The folders around all others: the rendered tree, and that of encrypted files where there are any. */
function folders(holdings: readonly Holding[]) {
  const hasSecrets = holdings.some(({ folder }) => isWithin(folder, secretsRoot));
  return [deployFolder, ...(hasSecrets ? [secretsRoot] : [])].map((path) => ({
    pattern: `${patternOf(path)}/`,
    also: [],
  }));
}
