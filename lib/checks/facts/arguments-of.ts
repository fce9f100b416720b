import type { Manifest } from '../../manifest/manifest';
import { recordsIn, stringsIn } from '../../rbac/untyped';

/** The arguments that a Deployment gives its container `manager`, or its first. */
export function argumentsOf({ spec }: Manifest): readonly string[] {
  const [template] = recordsIn([(spec as { readonly template?: unknown } | undefined)?.template]);
  const [pod] = recordsIn([template?.spec]);
  const containers = recordsIn(pod?.containers);
  return stringsIn((containers.find(({ name }) => name === 'manager') ?? containers[0])?.args);
}
