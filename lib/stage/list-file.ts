/**
 * The text of a kustomize `kustomization.yaml` with the given resources, in the order given. One without any says `[]`:
 * kustomize builds no file that says nothing.
 */
export function listFile(header: string, resources: readonly string[]): string {
  const items = resources.map((resource) => `\n  - ${resource}`).join('') || ' []';
  return `${header}\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:${items}\n`;
}
