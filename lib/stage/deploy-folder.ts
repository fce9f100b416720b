/** Folder of the hub repo that holds the rendered tree, which Flux reads. */
export const deployFolder = 'deploy';
