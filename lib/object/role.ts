/** What a Flux Kustomization is for; decides its defaults. */
export type Role = 'infra' | 'infra-config' | 'tenant' | 'tenant-apps' | 'app';
