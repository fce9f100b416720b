import { cluster, type Files, list, object } from '../tree/repo';

export { cluster, configMap, type Files, kustomization, kustomize, list, object } from '../tree/repo';

/** One that names an owner for everything: what a repo without it is told is no test's subject but one's. */
export const owned: Files = { CODEOWNERS: '* @acme/platform\n' };

/** A cluster in `clusters/prod` with nothing to say of it, and files of its own. */
export function repo(files: Files): Files {
  return { ...owned, ...cluster, ...files };
}

/** A namespace of the platform. */
export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })}\n`;
}

/** A GitRepository. */
export function gitRepository(name: string, url: string, namespaceOfIt = 'flux-system'): string {
  return object('source.toolkit.fluxcd.io/v1', 'GitRepository', name, namespaceOfIt, {
    spec: { interval: '5m', url, ref: { commit: '0123456789abcdef0123456789abcdef01234567' } },
  });
}

/** Several documents of one file. */
export function documents(...texts: readonly string[]): string {
  return texts.join('---\n');
}

/** The kustomization of flux-system, with patches. */
export function fluxSystem(patches: readonly unknown[]): Files {
  return {
    'clusters/prod/flux-system/kustomization.yaml': `${JSON.stringify({
      ...JSON.parse(list('gotk-components.yaml', 'gotk-sync.yaml')),
      patches,
    })}\n`,
  };
}
