import type { Finding } from '../manifest/finding';
import { userLine } from '../origin/user-line';

/** Names that are also names of folders. */
const folderName = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** The names of a hub's environments and clusters: each once, and fit for a folder. */
export class Names {
  /** What is wrong with names that were refused. */
  readonly problems: Finding[] = [];
  private readonly taken = new Map<string, string>();

  constructor(private readonly root: string) {}

  /** Whether a name may be used; where not, says why. */
  admit(kind: 'environment' | 'cluster', name: string): boolean {
    const line = userLine(new Error().stack, this.root);
    const problem = (rule: string, message: string, fix: string) => {
      this.problems.push({ rule, severity: 'error', message, fix, ...line });
      return false;
    };
    if (!folderName.test(name))
      return problem(
        'hub/name',
        `${JSON.stringify(name)} cannot name ${kind === 'cluster' ? 'a cluster' : 'an environment'}.`,
        'Use lower-case letters, digits and dashes, at most 63: it is also the name of a folder.',
      );
    const first = this.taken.get(`${kind}/${name}`);
    if (first !== undefined)
      return problem(
        'hub/name-taken',
        `The hub already has the ${kind} ${name}, made at ${first}.`,
        'Give one of them another name.',
      );
    this.taken.set(`${kind}/${name}`, line ? `${line.file}:${line.line}` : 'another place');
    return true;
  }
}
