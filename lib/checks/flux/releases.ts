import { createHash } from 'node:crypto';
import type { IndexedObject } from '../../manifest/manifest-index';
import { specOf } from './spec-of';

interface ReleaseSpec {
  readonly releaseName: string;
  readonly targetNamespace: string;
  readonly storageNamespace: string;
  readonly kubeConfig: Readonly<Record<string, { readonly name?: string } | undefined>>;
}

/** Where Helm keeps a release: those that agree are one. */
export interface ReleasePlace {
  readonly name: string;
  readonly namespace: string | undefined;
  /** The Secret or ConfigMap that says which cluster; undefined for its own. */
  readonly elsewhere: string | undefined;
}

/** Longest name of a release, and what Flux keeps of a longer one. */
const limit = 53;
const kept = 40;

/** Where the release of a HelmRelease is kept. @see https://fluxcd.io/flux/components/helm/helmreleases/#release-name */
export function releasePlace(release: IndexedObject): ReleasePlace {
  const { metadata } = release.manifest;
  const { releaseName, targetNamespace, storageNamespace, kubeConfig } = specOf<ReleaseSpec>(release);
  return {
    name: shortened(releaseName || [targetNamespace, metadata.name].filter(Boolean).join('-')),
    namespace: storageNamespace || metadata.namespace,
    elsewhere: kubeConfig && (kubeConfig.secretRef ?? kubeConfig.configMapRef)?.name,
  };
}

function shortened(name: string): string {
  if (name.length <= limit) return name;
  return `${name.slice(0, kept)}-${createHash('sha256')
    .update(name)
    .digest('hex')
    .slice(0, limit - kept - 1)}`;
}
