import { plural } from '../../report/plural';
import { isKustomizationFile } from '../../tree/kustomize-files';
import { folderOf, nameOf } from '../../tree/path';
import type { RepoFacts } from './repo-facts';
import type { RepoRule } from './repo-rule';
import { topmost } from './topmost';

/** Objects that lie in the repo and on no cluster. */
export const unreachedFile: RepoRule = {
  id: 'repo/unreached-file',
  severity: 'warning',
  title: 'File that no Kustomization reaches',
  why: 'What it says holds on no cluster: a forgotten line in a kustomization.yaml, or what somebody believes to be applied.',
  fix: 'Let a Flux Kustomization apply it, or remove it.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#path'],
  *check(facts) {
    const files = facts.unreached.filter((file) => !isForOthers(file, facts));
    for (const { path, files: all } of topmost(files, facts.reached)) {
      const [file] = all;
      const list = path === file ? listBeside(file, facts) : undefined;
      if (list !== undefined)
        yield {
          file,
          line: 1,
          message: `${file} is not listed in ${list}, beside which it lies`,
          fix: `List it in ${list}, or remove it.`,
        };
      else if (path === file) yield { file, line: 1, message: `${file} is read by no Flux Kustomization` };
      else
        yield {
          file,
          line: 1,
          message: `${path}/ is read by no Flux Kustomization: ${plural(all.length, 'file')} with Kubernetes objects`,
        };
    }
  },
};

/** Folders that hold objects for something else than Flux. */
const elsewhere = /^(?:\.|(?:bootstrap|docs?|examples?|hack|lib|scripts?|src|tests?)$)/;

/** Whether a file is a tool's, a test's or a chart's own, or an encrypted input: nobody expects Flux to apply it. */
function isForOthers(file: string, { files, read }: RepoFacts): boolean {
  if (nameOf(file).startsWith('.') || /^sops:/m.test(read(file) ?? '')) return true;
  for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder))
    if (elsewhere.test(nameOf(folder)) || files.has(`${folder}/Chart.yaml`)) return true;
  return false;
}

/** The kustomization in the same folder that Flux does read. */
function listBeside(file: string, { reached }: RepoFacts): string | undefined {
  const folder = folderOf(file);
  return ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
    .map((name) => (folder === '' ? name : `${folder}/${name}`))
    .find((path) => reached.has(path) && !isKustomizationFile(file));
}
