import { readManifests } from '../../manifest/read';
import { mapIn, stringIn } from '../../tree/fields';
import { isWithin, nameOf, resolveIn, shown } from '../../tree/path';
import type { RepoFacts } from './repo-facts';
import type { RepoRule } from './repo-rule';

/** Two clusters that start from one folder, or one whose folder holds the other's. */
export const sharedPath: RepoRule = {
  id: 'repo/shared-path',
  severity: 'error',
  title: 'Clusters that share a path',
  why: 'Each applies what is meant for the other, the controllers and the sync of the other among it, and deletes what the other removes.',
  fix: 'Bootstrap every cluster on a folder of its own: --path=clusters/<cluster>.',
  see: ['https://fluxcd.io/flux/guides/repository-structure/'],
  *check(facts) {
    for (const { folder, name, kustomizations } of facts.clusters)
      for (const other of facts.clusters)
        if (other.folder !== folder && isWithin(other.folder, folder) && reaches(kustomizations, other.folder))
          yield {
            cluster: name,
            file: kustomizations[0]?.file,
            line: kustomizations[0]?.line,
            message: `Cluster ${name} applies ${shown(folder)}, in which the folder of cluster ${other.name} lies`,
          };
    const syncs = syncsIn(facts);
    for (const { file, line, path } of syncs) {
      const first = syncs.find((sync) => sync.path === path);
      if (first && first.file !== file)
        yield { file, line, message: `${file} syncs ${shown(path)}, as ${first.file} does` };
    }
  },
};

/** Whether the first Kustomization, which everything starts from, reads files of a folder. */
function reaches([first]: RepoFacts['clusters'][number]['kustomizations'], folder: string): boolean {
  return first?.files.some((file) => isWithin(file, folder)) ?? false;
}

/** What each cluster is bootstrapped on. */
function syncsIn({ files, read }: RepoFacts): { file: string; line: number; path: string }[] {
  return [...files]
    .filter((file) => nameOf(file) === 'gotk-sync.yaml')
    .sort()
    .flatMap((file) =>
      readManifests(read(file) ?? '', file).documents.flatMap(({ value, line }) => {
        const path = resolveIn('', stringIn(mapIn(value.spec).path) ?? '.');
        return value.kind === 'Kustomization' && path !== undefined ? [{ file, line, path }] : [];
      }),
    );
}
