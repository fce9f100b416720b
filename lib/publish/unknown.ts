import type { DeployTree } from './deploy-tree';
import type { Folders } from './folders';
import { joinPath } from './path';
import { targetOfTemp } from './temp-file';

/** Files in the folders of a holder that are not known, sorted, without Git's own. Links are named, never followed. */
export function unknownFiles(
  tree: DeployTree,
  folders: Folders,
  holder: string,
  isKnown: (path: string) => boolean,
): string[] {
  const unknown: string[] = [];
  const visit = (folder: string) => {
    for (const [name, kind] of tree.entries(folder)) {
      if (name === '.git') continue; // where the tree is a checkout of its own
      const path = joinPath(folder, name);
      if (kind === 'folder') {
        if (!folders.has(path)) visit(path);
      } else if (!isKnown(targetOfTemp(path) ?? path)) unknown.push(path);
    }
  };
  for (const [folder, held] of folders) if (held === holder) visit(folder);
  return unknown.sort();
}
