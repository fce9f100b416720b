import type { Finding } from '../manifest/finding';
import type { DeployTree } from './deploy-tree';
import { enumerate, problem } from './problem';

/** How files are judged that are not as publish wrote them. */
export interface EditedFiles {
  readonly tree: DeployTree;
  /** @default - files of no one cluster */
  readonly cluster?: string;
  /** Whether publish wrote, or may have written, this text at a path. */
  readonly isOurs: (path: string, text: string) => boolean;
  /** What to do with an edit by hand, besides to take it back. */
  readonly instead: string;
}

/**
 * `publish/edited`, of files that are not as publish wrote them. Those that Git checked out with other line endings nobody has
 * edited: that has another cause, and another remedy.
 */
export function editedProblems(edited: readonly string[], { tree, cluster, isOurs, instead }: EditedFiles): Finding[] {
  const isConverted = (path: string) => isOurs(path, withLf(tree.read(path) ?? ''));
  const converted = edited.filter(isConverted);
  const byHand = edited.filter((path) => !converted.includes(path));
  const shown = (paths: readonly string[]) => enumerate(paths.map((path) => tree.show(path)));
  const problems = [
    {
      paths: byHand,
      message: `Edited by hand, not as publish wrote them: ${shown(byHand)}.`,
      fix: `${instead}; or take the file back by git checkout; or let publish overwrite it with --overwrite-edited.`,
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

/** A text with the line endings that publish writes. */
export function withLf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
