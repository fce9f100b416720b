import { type ReadOptions, readTree } from '../../lib/tree/read-tree';
import type { Tree, TreeCluster } from '../../lib/tree/tree';
import { written } from '../deploy/written';
import { kubectl } from '../tools/kubectl';

/** Files of a repo, by path. */
export type Files = Readonly<Record<string, string>>;

/** Reads a repo of some files. */
export function read(files: Files, options: ReadOptions = {}): Promise<Tree> {
  return readTree(written(files), { kustomize: kubectl(), ...options });
}

/** Reads a repo that has one cluster, in `clusters/prod`, which applies `path` besides its own folder. */
export async function readApps(spec: Readonly<Record<string, unknown>>, files: Files): Promise<TreeCluster> {
  const { clusters } = await read({
    ...cluster,
    'clusters/prod/apps.yaml': kustomization('apps', { path: './apps', ...spec }),
    ...files,
  });
  return clusters[0] as TreeCluster;
}

/** The files that `flux bootstrap` writes for `clusters/prod`, before it has run. */
export const cluster: Files = {
  'clusters/prod/flux-system/gotk-sync.yaml': '# yet to come\n',
  'clusters/prod/flux-system/gotk-components.yaml': '# yet to come\n',
  'clusters/prod/flux-system/kustomization.yaml': list('gotk-components.yaml', 'gotk-sync.yaml'),
};

/** A Flux Kustomization on the repo, in JSON, which is YAML. */
export function kustomization(
  name: string,
  spec: Readonly<Record<string, unknown>>,
  namespace = 'flux-system',
): string {
  return object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', name, namespace, {
    spec: { interval: '1h', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' }, ...spec },
  });
}

/** A ConfigMap. */
export function configMap(name: string, data: Readonly<Record<string, string>> = {}, namespace?: string): string {
  return object('v1', 'ConfigMap', name, namespace, { data });
}

/** An object as one YAML document. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | undefined,
  rest: Readonly<Record<string, unknown>> = {},
): string {
  return `${JSON.stringify({ apiVersion, kind, metadata: { name, namespace }, ...rest })}\n`;
}

/** A kustomization.yaml that lists files. */
export function list(...resources: readonly string[]): string {
  return kustomize({ resources });
}

/** A kustomization.yaml. */
export function kustomize(fields: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...fields })}\n`;
}

/** The objects of a cluster, as `ConfigMap apps/settings`, but for those of Flux. */
export function names({ objects }: TreeCluster): string[] {
  return objects
    .filter(({ manifest }) => !manifest.apiVersion.includes('fluxcd'))
    .map(({ manifest: { kind, metadata } }) =>
      [kind, [metadata.namespace, metadata.name].filter(Boolean).join('/')].join(' '),
    )
    .sort();
}

/** A cluster's Kustomizations as `flux-system/apps: built`. */
export function states({ kustomizations }: TreeCluster): string[] {
  return kustomizations.map(({ key, state }) => `${key}: ${state}`);
}

/** Findings as `tree/missing clusters/prod/a.yaml:3`. */
export function places({ findings }: Tree): string[] {
  return findings.map(({ rule, file, line }) => (file === undefined ? rule : `${rule} ${file}:${line}`));
}
