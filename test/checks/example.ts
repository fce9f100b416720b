import { join } from 'node:path';
import { hub } from '../../hub';
import type { ReadCluster } from '../../lib/audit/cluster-facts';
import { scopeOf } from '../../lib/manifest/catalog';
import type { Manifest } from '../../lib/manifest/manifest';
import type { IndexedObject } from '../../lib/manifest/manifest-index';
import { keyOf } from '../../lib/manifest/object-id';
import { renderHub } from '../../lib/testing';
import { bootstrapped } from '../deploy/flux-system';
import { build } from '../deploy/kustomize';
import { manifestsIn } from '../deploy/tree';

const components = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'];

const { files } = renderHub(hub);

const made = new Map<string, ReadCluster>();

/** A cluster of the example fleet, bootstrapped, as `flux-hub audit` reads it: made once, as every rule asks for it. */
export function exampleCluster(name: string): ReadCluster {
  const cluster = made.get(name) ?? make(name);
  made.set(name, cluster);
  return cluster;
}

function make(name: string): ReadCluster {
  const ours = Object.entries(files).filter(([path]) => path.includes(`/${name}/`));
  const rendered = ours
    .filter(([path]) => !path.endsWith('/kustomization.yaml') && !/\/gotk-/.test(path))
    .flatMap(([path, text]) => manifestsIn(text, path).map((manifest) => indexed(manifest, `deploy/${path}`)));
  const bootstrap = build(join(bootstrapped(name, files, components), 'flux-system'));
  const file = `deploy/clusters/${name}/flux-system/gotk-components.yaml`;
  const flux = bootstrap.map((manifest) => indexed(installed(manifest), file));
  const folders = new Set(ours.map(([path]) => `deploy/${path.slice(0, path.lastIndexOf('/'))}`));
  const byPath = new Map(
    rendered.map(({ manifest: { metadata, spec } }) => [
      (spec as { path?: string } | undefined)?.path,
      `${metadata.namespace}/${metadata.name}`,
    ]),
  );
  return {
    cluster: {
      name,
      kubernetes: '1.34',
      flux: { version: '2.9.4', release: '2.9', components },
      gatewayApi: { version: '1.6' },
    },
    objects: [...rendered, ...flux],
    hubSources: new Set(['GitRepository/flux-system/flux-system']),
    appliedBy: ({ file }) => byPath.get(`./${file.slice(0, file.lastIndexOf('/'))}`),
    hasFolder: (path) => folders.has(path),
    externals: new Set(
      ['flux-system', 'sops-age'].map((secret) =>
        keyOf({ group: '', kind: 'Secret', namespace: 'flux-system', name: secret }),
      ),
    ),
  };
}

/** As `flux bootstrap` installs it: in its namespace, or with that as the end of its name. */
function installed(manifest: Manifest): Manifest {
  const { apiVersion, kind, metadata } = manifest;
  if (scopeOf(apiVersion, kind) === 'Namespaced')
    return { ...manifest, metadata: { namespace: 'flux-system', ...metadata } };
  return { ...manifest, metadata: { ...metadata, name: `${metadata.name}-flux-system` } };
}

function indexed(manifest: Manifest, file: string): IndexedObject {
  const { sops, ...plain } = manifest as Manifest & { readonly sops?: unknown };
  return { manifest: sops === undefined ? manifest : plain, file, origin: () => ({ file, line: 1 }) };
}
