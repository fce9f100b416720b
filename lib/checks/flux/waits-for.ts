import type { IndexedObject } from '../../manifest/manifest-index';
import { specOf } from './spec-of';

interface Waiting {
  readonly wait: boolean;
  readonly healthChecks: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

/** Whether a Flux Kustomization is ready only once an object that it applies is. */
export function waitsFor(kustomization: IndexedObject, { manifest: { kind, metadata } }: IndexedObject): boolean {
  const { wait, healthChecks = [] } = specOf<Waiting>(kustomization);
  if (wait) return true;
  const here = kustomization.manifest.metadata.namespace;
  return healthChecks.some(
    (check) => check.kind === kind && check.name === metadata.name && (check.namespace ?? here) === metadata.namespace,
  );
}
