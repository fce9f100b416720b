import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Files of a commit: bytes by path. */
export type Files = Readonly<Record<string, string | Buffer>>;

const AUTHOR = 'Test <test@example.test> 1700000000 +0000';

/** A bare repository. */
export class GitRepository {
  private constructor(readonly path: string) {}

  static async create(root: string, name: string): Promise<GitRepository> {
    const path = join(root, `${name}.git`);
    await git(['init', '--quiet', '--bare', '--initial-branch=main', path]);
    // Partial and sparse clones of source-controller ask for single objects.
    await git(['-C', path, 'config', 'uploadpack.allowAnySHA1InWant', 'true']);
    return new GitRepository(path);
  }

  /**
   * Commits exactly these files onto `main`, and moves the tags that are given there.
   * @returns the commit's hash
   */
  async push(files: Files, tags: readonly string[] = []): Promise<string> {
    const parent = await this.head();
    const importer = spawn('git', ['-C', this.path, 'fast-import', '--quiet', '--force'], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let problems = '';
    importer.stderr.on('data', (chunk: Buffer) => {
      problems += chunk;
    });
    const ended = new Promise<void>((done, failed) => {
      importer.once('error', failed);
      importer.once('close', (code) => (code === 0 ? done() : failed(new Error(`git fast-import: ${problems}`))));
    });
    const say = (text: string | Buffer) => importer.stdin.write(text);
    say(`commit refs/heads/main\nauthor ${AUTHOR}\ncommitter ${AUTHOR}\ndata 4\ntest\n`);
    if (parent !== undefined) say(`from ${parent}\n`);
    say('deleteall\n');
    for (const [path, content] of Object.entries(files)) {
      const bytes = Buffer.from(content);
      say(`M 100644 inline ${path}\ndata ${bytes.length}\n`);
      say(bytes);
      say('\n');
    }
    for (const tag of tags) say(`reset refs/tags/${tag}\nfrom refs/heads/main\n\n`);
    importer.stdin.end();
    await ended;
    return (await this.head()) as string;
  }

  private head(): Promise<string | undefined> {
    return git(['-C', this.path, 'rev-parse', '--verify', '--quiet', 'refs/heads/main']).then(
      (hash) => hash.trim(),
      () => undefined,
    );
  }
}

function git(args: readonly string[]): Promise<string> {
  return new Promise((done, failed) =>
    execFile('git', args, (error, stdout) => (error === null ? done(stdout) : failed(error))),
  );
}
