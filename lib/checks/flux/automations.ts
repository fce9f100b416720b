import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { repositoryKey } from '../../manifest/repository-key';
import { fluxKinds } from './kinds';
import { specOf } from './spec-of';

/** An image automation, with what it reads and where it writes. */
export interface Automation {
  readonly object: IndexedObject;
  /** Its repository as `GitRepository/<namespace>/<name>`. */
  readonly source: string;
  /** What tells the repository from others; undefined where no object of the cluster says so. */
  readonly repository: string | undefined;
  /** The branch that it checks out; undefined where no object of the cluster says so. */
  readonly checkout: string | undefined;
  /** The branch that it is told to push to; undefined where it pushes to the one that it checks out. */
  readonly push: string | undefined;
}

interface AutomationSpec {
  readonly sourceRef: { readonly name: string; readonly namespace?: string };
  readonly git: {
    readonly checkout?: { readonly ref?: { readonly branch?: string } };
    readonly push?: { readonly branch?: string; readonly refspec?: string };
  };
}

/** Every image automation of a cluster. */
export function automations(index: ManifestIndex): Automation[] {
  return fluxKinds(index, 'ImageUpdateAutomation').map((object) => {
    const { sourceRef, git: { checkout, push } = {} } = specOf<AutomationSpec>(object);
    const namespace = sourceRef?.namespace ?? object.manifest.metadata.namespace;
    const id = { group: 'source.toolkit.fluxcd.io', kind: 'GitRepository', namespace, name: sourceRef?.name ?? '' };
    const repository = index.get(id);
    return {
      object,
      source: `GitRepository/${namespace}/${id.name}`,
      repository: repository && repositoryKey(specOf<{ url: string }>(repository).url ?? ''),
      checkout: checkout?.ref?.branch ?? (repository && branchOf(repository)),
      push: push?.branch || branchIn(push?.refspec),
    };
  });
}

/** Flux takes `master` where nothing is said. */
function branchOf(repository: IndexedObject): string {
  return specOf<{ ref: { branch?: string } }>(repository).ref?.branch ?? 'master';
}

function branchIn(refspec: string | undefined): string | undefined {
  return refspec?.slice(refspec.indexOf(':') + 1).replace(/^refs\/heads\//, '') || undefined;
}
