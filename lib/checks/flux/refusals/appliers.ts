import type { IndexedObject } from '../../../manifest/manifest-index';
import type { ClusterVersions } from '../../../versions/cluster-versions';
import { specOf } from '../spec-of';
import { isVariableName } from '../substitutions';
import type { Refusal, Refusals } from './refusal';

interface Kustomized {
  readonly sourceRef: { readonly kind?: string };
  readonly components: readonly string[];
  readonly healthChecks: readonly { readonly apiVersion?: string; readonly kind: string; readonly name: string }[];
  readonly postBuild: { readonly substitute?: Readonly<Record<string, unknown>> };
}

/** Paths that Flux takes for no folder of the source. @see https://github.com/fluxcd/pkg/tree/main/kustomize */
const notLocal = /^(?:\/|[a-z]+:\/\/|git::|gh:|git@|github\.com[:/])/i;

/** Kinds of `apps/v1`, which health checks are of where they say nothing. */
const apps = ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'];

/** What kustomize-controller refuses of a Kustomization. */
export const kustomization: Refusals = function* (object, cluster) {
  const { sourceRef, components = [], healthChecks = [], postBuild } = specOf<Kustomized>(object);
  yield* withoutArtifacts(sourceRef?.kind, cluster);
  for (const component of components)
    if (notLocal.test(component))
      yield {
        message: `has the component ${component}, which is no folder of its source`,
        fix: 'Name a folder of the same source, relative to spec.path.',
      };
  for (const { apiVersion, kind, name } of healthChecks)
    if (!apiVersion && !apps.includes(kind))
      yield { message: `checks ${kind} ${name} without apiVersion, and so of apps/v1`, fix: 'Say its apiVersion.' };
  for (const name of Object.keys(postBuild?.substitute ?? {}))
    if (!isVariableName(name))
      yield {
        message: `has a variable ${JSON.stringify(name)}, a name that Flux refuses`,
        fix: 'Use letters, digits and underscores, and no digit at the beginning.',
      };
};

/** What helm-controller refuses of a HelmRelease. */
export const helmRelease: Refusals = (object: IndexedObject, cluster) =>
  withoutArtifacts(specOf<{ chartRef: { kind?: string } }>(object).chartRef?.kind, cluster);

/** `flux bootstrap` turns the kind on together with the controller that makes such artifacts. */
function withoutArtifacts(kind: string | undefined, { name, flux }: ClusterVersions): Refusal[] {
  if (kind !== 'ExternalArtifact' || flux.components.includes('source-watcher')) return [];
  return [
    {
      message: `is of an ExternalArtifact, and cluster ${name} has no source-watcher`,
      fix: "Add source-watcher to the cluster's `flux.components`.",
    },
  ];
}
