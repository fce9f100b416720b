/** The text of a kustomize `kustomization.yaml` with the given resources, in the order given. */
export function listFile(header: string, resources: readonly string[]): string {
  const items = resources.map((resource) => `  - ${resource}\n`).join('');
  return `${header}\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${items}`;
}
