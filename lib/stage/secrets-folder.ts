/** Folder of the hub repo that holds encrypted files. */
export const secretsRoot = 'secrets';

/** Folder of the hub repo that holds the encrypted files of a platform service or tenant on a cluster. */
export function secretsFolder(cluster: string, owner: string): string {
  return `${secretsRoot}/${cluster}/${owner}`;
}
