import type { Finding } from '../manifest/finding';
import { sha256 } from '../stage/hash';
import type { DeployTree } from './deploy-tree';
import { enumerate, problem } from './problem';

/**
 * `publish/edited`, of files that are not as publish wrote them. Those that Git checked out with other line endings nobody has
 * edited: that has another cause, and another remedy.
 * @param isOurs whether publish wrote bytes of that hash at a path
 */
export function editedProblems(
  edited: readonly string[],
  cluster: string,
  tree: DeployTree,
  isOurs: (path: string, hash: string) => boolean,
): Finding[] {
  const isConverted = (path: string) => isOurs(path, sha256((tree.read(path) ?? '').replaceAll('\r\n', '\n')));
  const converted = edited.filter(isConverted);
  const byHand = edited.filter((path) => !converted.includes(path));
  const shown = (paths: readonly string[]) => enumerate(paths.map((path) => tree.show(path)));
  const problems = [
    {
      paths: byHand,
      message: `Edited by hand, not as publish wrote them: ${shown(byHand)}.`,
      fix:
        `Bring the change into the hub's TypeScript, then synth and publish; or take the file back by git checkout; ` +
        `or let publish overwrite it with --overwrite-edited.`,
    },
    {
      paths: converted,
      message: `Converted to CRLF line endings, and not otherwise edited: ${shown(converted)}.`,
      fix:
        'Have Git leave line endings alone, by `* text=auto eol=lf` in .gitattributes, and check the files out again; ' +
        'or let publish overwrite them with --overwrite-edited.',
    },
  ];
  return problems
    .filter(({ paths }) => paths.length > 0)
    .map(({ message, fix }) => problem('edited', message, fix, cluster));
}
