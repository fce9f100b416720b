import type { Finding } from '../manifest/finding';
import type { DeployTree, Obstacle } from './deploy-tree';
import { problem } from './problem';

/** `publish/link` where a link stands in the way, else `publish/in-the-way`. */
export function obstacleProblem(tree: DeployTree, { path, kind }: Obstacle, cluster?: string): Finding {
  const shown = tree.show(path);
  if (kind === 'link') {
    const message = `${shown} is a symbolic link. Publish follows none: it could lead anywhere.`;
    return problem('link', message, `Replace it by the file or folder it stands for, or delete it.`, cluster);
  }
  const found = kind === 'other' ? 'neither a file nor a folder' : `a ${kind}`;
  const message = `${shown} is ${found}, where publish needs a ${kind === 'file' ? 'folder' : 'file'}.`;
  return problem('in-the-way', message, 'Move it away.', cluster);
}
