import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * What `cdk8s import` makes of CRDs, by API group. It runs once, in a folder of its own: only a cdk8s.yaml names several
 * inputs, and the command rewrites that file. Each group is one input, since two inputs of a group overwrite each other.
 */
export async function cdk8sImport(
  crdsByGroup: ReadonlyMap<string, readonly object[]>,
): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'cdk8s-import-'));
  try {
    const groups = [...crdsByGroup.keys()];
    for (const [group, crds] of crdsByGroup) {
      await writeFile(join(folder, `${group}.yaml`), crds.map((crd) => JSON.stringify(crd)).join('\n---\n'));
    }
    const config = { app: 'none', language: 'typescript', imports: groups.map((group) => `${group}.yaml`) };
    await writeFile(join(folder, 'cdk8s.yaml'), JSON.stringify(config));
    await promisify(execFile)(process.execPath, [cli(), 'import', '--save', 'false'], {
      cwd: folder,
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', LC_ALL: 'C' },
      maxBuffer: 1 << 24,
    });
    const output = join(folder, 'imports');
    const made = (await readdir(output)).sort();
    if (
      made.join() !==
      groups
        .map((group) => `${group}.ts`)
        .sort()
        .join()
    )
      throw new Error(`cdk8s import made ${made.join(', ')}`);
    return new Map(
      await Promise.all(
        groups.map(async (group) => [group, await readFile(join(output, `${group}.ts`), 'utf8')] as const),
      ),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

function cli(): string {
  return join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
}
