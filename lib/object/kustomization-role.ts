/** What a Flux Kustomization is for; decides its defaults. */
export type KustomizationRole = 'infra' | 'infra-config' | 'tenant' | 'tenant-apps' | 'app';
