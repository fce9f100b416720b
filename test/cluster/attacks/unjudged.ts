/** Where a rendered hub lists its admission policies and their bindings, below `deploy/`. */
export const policiesOf = (cluster: string) => `infrastructure/${cluster}/policies/kustomization.yaml`;

/** The list without bindings: policies are there, and judge nobody. @throws where it names none */
export function unjudged(list = ''): string {
  const left = list.replace('  - validatingadmissionpolicybinding.yaml\n', '');
  if (left === list) throw new Error(`no bindings are listed in ${JSON.stringify(list)}`);
  return left;
}
