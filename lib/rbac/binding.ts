import type { Manifest } from '../manifest/manifest';
import { idOf, type ObjectId } from '../manifest/object-id';
import type { BindingSubject } from './subject';
import { recordsIn, textOf } from './untyped';

/** The API group of roles and bindings. */
export const rbacGroup = 'rbac.authorization.k8s.io';

/** A RoleBinding or ClusterRoleBinding, read. */
export interface Binding {
  readonly id: ObjectId;
  readonly role: ObjectId;
  readonly subjects: readonly BindingSubject[];
}

/** The bindings among some manifests, those of the whole cluster first. What is malformed binds nobody. */
export function bindingsIn(manifests: readonly Manifest[]): readonly Binding[] {
  const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
  return [
    ...ofKind('ClusterRoleBinding').map((manifest) => bindingIn(manifest, undefined)),
    ...ofKind('RoleBinding').map((manifest) => bindingIn(manifest, manifest.metadata.namespace ?? '')),
  ];
}

function bindingIn(manifest: Manifest, namespace: string | undefined): Binding {
  const [ref] = recordsIn([manifest.roleRef]);
  const kind = textOf(ref?.kind);
  return {
    id: { ...idOf(manifest), namespace },
    role: { group: rbacGroup, kind, namespace: kind === 'Role' ? namespace : undefined, name: textOf(ref?.name) },
    subjects: recordsIn(manifest.subjects).map((subject) => ({
      kind: textOf(subject.kind),
      name: textOf(subject.name),
      namespace: textOf(subject.namespace) || undefined,
    })),
  };
}
