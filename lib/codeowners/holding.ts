import { deployFolder } from '../stage/deploy-folder';
import { clusterKey } from '../stage/owner-key';
import { secretsFolder } from '../stage/secrets-folder';
import type { StagedCluster } from '../stage/stage';
import { folderOf, nameOf } from '../tree/path';
import { besides } from './also-owned';

/** That a tenant, a platform service or the cluster itself has files in a folder. */
export interface Holding {
  readonly cluster: string;
  /** From the root of the hub repo. */
  readonly folder: string;
  /** Name of the tenant or service. */
  readonly name: string;
  /** Who answers for it besides the hub's owners. */
  readonly also: readonly string[];
  /** Tells it from all others, and from itself where others answer for it. */
  readonly who: string;
}

/**
 * Who has which folders of the hub repo, of a cluster. The file in the cluster's folder that makes Flux apply a tenant is the
 * cluster's own, whomever it is about.
 * @param hub owners of the hub
 * @param secrets names of the folders with encrypted files for the cluster
 */
export function holdingsOf(staged: StagedCluster, hub: ReadonlySet<string>, secrets: ReadonlySet<string>): Holding[] {
  const { cluster, files, lists, owners } = staged;
  const entries = new Set(
    lists.flatMap(({ path, members }) => members.map(({ resource }) => `${folderOf(path)}/${resource}`)),
  );
  const alsoOf = new Map(owners.map(({ key, owners: own }) => [key, besides(hub, own)]));
  const found = new Map<string, Holding>();
  const hold = (folder: string, key: string) => {
    const also = alsoOf.get(key) ?? [];
    const who = [key, ...also].join(' ');
    found.set(`${who}\n${folder}`, { cluster, folder, name: nameOf(key), also, who });
  };
  for (const { path, owner } of files)
    hold(folderOf(`${deployFolder}/${path}`), entries.has(path) ? clusterKey : owner);
  for (const { key } of owners) if (secrets.has(nameOf(key))) hold(secretsFolder(cluster, nameOf(key)), key);
  return [...found.values()];
}
