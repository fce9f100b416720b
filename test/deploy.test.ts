import { isUtf8 } from 'node:buffer';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Bootstrap, Cluster, type FluxComponent, GitSource, Lockdown, Tenant } from 'cdk8s-flux-hub';
import { renderCluster, renderHub } from 'cdk8s-flux-hub/testing';
import { describe, expect, test } from 'vitest';
import { hub } from '../hub';
import { kindOf } from '../lib/manifest/catalog';
import type { Manifest } from '../lib/manifest/manifest';
import { formatId, idOf } from '../lib/manifest/object-id';
import { unserved } from '../lib/manifest/served';
import { validation } from '../lib/manifest/validate';
import { argumentsOf, bootstrapped, shippedArguments } from './deploy/flux-system';
import { build } from './deploy/kustomize';
import { manifestsIn, readTree } from './deploy/tree';
import { written } from './deploy/written';

const root = join(__dirname, '..');
const deploy = readTree(join(root, 'deploy'));
const clusters = hub.clusters.map(({ name }) => name);

const everyComponent: readonly FluxComponent[] = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
  'source-watcher',
];
const usualComponents = everyComponent.slice(0, 4);

const isRecord = (path: string) => path.startsWith('.inventory/');
const isBootstraps = (path: string) => /\/gotk-(?:components|sync)\.yaml$/.test(path);
const isSealed = (path: string) => path.endsWith('.sops.yaml');
const isList = (path: string) => path.endsWith('/kustomization.yaml');
const isContract = (path: string) => path.startsWith('contracts/');
const isPage = (path: string) => path.startsWith('hostnames/');
/** For people, and for other repos. */
const isUnapplied = (path: string) => isContract(path) || isPage(path);
const textOf = (path: string) => deploy.get(path)?.toString('utf8') ?? '';
const paths = [...deploy.keys()].filter((path) => !isRecord(path));
const rendered = paths.filter((path) => !isBootstraps(path));

interface KustomizationFile {
  readonly resources: readonly string[];
}

/** Each `kustomization.yaml`, with the paths that it lists. */
const lists = paths.filter(isList).map((path) => {
  const [list] = manifestsIn(textOf(path), path) as unknown as KustomizationFile[];
  const folder = path.slice(0, -'/kustomization.yaml'.length);
  const resources = list?.resources ?? [];
  return { folder, resources, listed: resources.map((resource) => `${folder}/${resource}`) };
});

/** Every object that the tree holds, with its file; sealed Secrets without their `sops` part. */
const objects = rendered
  .filter((path) => !isList(path) && !isUnapplied(path))
  .flatMap((path) => manifestsIn(textOf(path), path).map(({ sops, ...manifest }) => ({ path, manifest })));

/** Folders of the tree that a Flux Kustomization applies. */
const applied = objects.flatMap(({ manifest: { kind, spec } }) => {
  const { sourceRef, path } = (spec ?? {}) as { sourceRef?: { name: string; namespace?: string }; path?: string };
  const isHubs = kind === 'Kustomization' && sourceRef?.name === 'flux-system';
  return isHubs && path?.startsWith('./deploy/') ? [path.slice('./deploy/'.length)] : [];
});

test('the tree is what the fleet renders now', () => {
  const { files, findings } = renderHub(hub);

  expect(findings).toEqual([]);
  expect(Object.fromEntries(rendered.map((path) => [path, textOf(path)]))).toEqual(files);
});

describe('what Flux applies', () => {
  test('is every folder of the tree, each by one Flux Kustomization', () => {
    const folders = lists.map(({ folder }) => folder).filter((folder) => !folder.startsWith('clusters/'));

    expect([...applied].sort()).toEqual(folders.sort());
    expect(folders.length).toBeGreaterThan(clusters.length);
  });

  test.each(applied)('%s builds into the objects of its files', (folder) => {
    const inFolder = objects.filter(({ path }) => path.startsWith(`${folder}/`));

    expect(identities(build(join(root, 'deploy', folder)))).toEqual(
      identities(inFolder.map(({ manifest }) => manifest)),
    );
    expect(inFolder).not.toEqual([]);
  });

  test.each(clusters)('the folder of %s builds into Flux Kustomizations before it is bootstrapped', (cluster) => {
    const built = build(join(root, 'deploy/clusters', cluster));

    expect(new Set(built.map(({ kind, metadata }) => `${kind} in ${metadata.namespace}`))).toEqual(
      new Set(['Kustomization in flux-system']),
    );
    expect(identities(built)).toEqual(
      identities(objects.filter(({ path }) => path.startsWith(`clusters/${cluster}/`)).map(({ manifest }) => manifest)),
    );
  });
});

test('the folders of a tenant that leaves build: its apps into nothing, then there are none', () => {
  const leaving = (retire: 'apps' | 'identity') =>
    renderCluster((scope, id) => {
      const cluster = new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4' } });
      const source = GitSource.https('https://github.com/acme/orders');
      new Tenant(cluster, 'orders', { source, retire }).addKustomization('web');
      return cluster;
    }).files;
  const files = leaving('apps');
  const folder = written(files);

  expect(build(join(folder, 'tenants/test/orders/apps'))).toEqual([]);
  expect(identities(build(join(folder, 'tenants/test/orders/base')))).toContain('v1 Namespace orders');
  expect(Object.keys(files).filter((path) => path.includes('orders')).length).toBeGreaterThan(3);
  expect(Object.keys(leaving('identity')).filter((path) => path.includes('orders'))).toEqual([]);
});

describe('over the real components of Flux', () => {
  const crossNamespace = '--no-cross-namespace-refs=true';
  const remoteBases = '--no-remote-bases=true';
  const account = '--default-service-account=default';

  /** What is to stand behind each controller's own arguments. */
  const lockdown: Readonly<Record<FluxComponent, readonly string[]>> = {
    'source-controller': [],
    'kustomize-controller': [crossNamespace, remoteBases, account],
    'helm-controller': [crossNamespace, account],
    'notification-controller': [crossNamespace],
    'image-reflector-controller': [crossNamespace],
    'image-automation-controller': [crossNamespace],
    'source-watcher': [crossNamespace],
  };

  const lockedDown = (components: readonly FluxComponent[]) => {
    const shipped = shippedArguments(components);
    return Object.fromEntries(components.map((name) => [name, [...(shipped[name] ?? []), ...lockdown[name]]]));
  };

  test.each(clusters)('every controller of %s keeps its arguments and gets its lockdown once', (cluster) => {
    const files = Object.fromEntries(paths.map((path) => [path, textOf(path)]));
    const built = build(bootstrapped(cluster, files, usualComponents));

    expect(argumentsOf(built)).toEqual(lockedDown(usualComponents));
    expect(rootKustomization(built)).toMatchObject({
      path: `./deploy/clusters/${cluster}`,
      prune: true,
      serviceAccountName: 'kustomize-controller',
    });
  });

  test('the image controllers and source-watcher are locked down where a cluster has them', () => {
    const { files, findings } = renderCluster(
      (scope, id) =>
        new Cluster(scope, id, { kubernetes: '1.34', flux: { version: '2.9.4', components: everyComponent } }),
      { name: 'whole' },
    );
    const built = build(bootstrapped('whole', files, everyComponent));

    expect(findings).toEqual([]);
    expect(argumentsOf(built)).toEqual(lockedDown(everyComponent));
    expect(rootKustomization(built)).toMatchObject({ serviceAccountName: 'kustomize-controller' });
  });

  test('a cluster without lockdown leaves every controller as it is shipped', () => {
    const { files } = renderCluster(
      (scope, id) =>
        new Cluster(scope, id, {
          kubernetes: '1.34',
          flux: {
            version: '2.9.4',
            bootstrap: Bootstrap.cli({ lockdown: Lockdown.off({ reason: 'one team, one cluster' }) }),
          },
        }),
      { name: 'open' },
    );
    const built = build(bootstrapped('open', files, usualComponents));

    expect(argumentsOf(built)).toEqual(shippedArguments(usualComponents));
    expect(rootKustomization(built)).not.toHaveProperty('serviceAccountName');
  });
});

describe('every object', () => {
  const versions = {
    name: 'of the example fleet',
    kubernetes: '1.34',
    flux: { version: '2.9.4', release: '2.9', components: usualComponents },
    gatewayApi: { version: '1.6' },
  } as const;

  test('has a schema, which admits it', () => {
    expect(objects.filter(({ manifest }) => !kindOf(manifest.apiVersion, manifest.kind))).toEqual([]);
    expect(
      objects.flatMap(({ path, manifest }) =>
        validation(manifest.apiVersion, manifest.kind, versions)(manifest).map((issue) => ({ path, ...issue })),
      ),
    ).toEqual([]);
  });

  test('is of a kind that its cluster serves', () => {
    expect(objects.filter(({ manifest }) => unserved(manifest, versions))).toEqual([]);
  });
});

describe('the files', () => {
  test('are each listed by one kustomization.yaml, and a folder is listed or applied', () => {
    const roots = [...clusters.map((cluster) => `clusters/${cluster}`), ...applied].map(
      (folder) => `${folder}/kustomization.yaml`,
    );
    const listed = lists
      .flatMap((list) => list.listed)
      .map((path) => (deploy.has(path) ? path : `${path}/kustomization.yaml`));

    expect([...listed, ...roots].sort()).toEqual(paths.filter((path) => !isUnapplied(path)));
  });

  test('that a kustomization.yaml lists are there, in order', () => {
    for (const { folder, resources, listed } of lists) {
      expect(listed.filter((path) => !existsSync(join(root, 'deploy', path)))).toEqual([]);
      expect(resources, folder).toEqual([...resources].sort());
    }
  });

  test('are UTF-8 with plain line breaks, and end in one', () => {
    for (const path of paths) {
      const bytes = deploy.get(path) as Buffer;
      expect(isUtf8(bytes), path).toBe(true);
      expect(textOf(path), path).toMatch(/^[^\r\uFEFF]*[^\s]\n$/);
    }
  });

  test('say in their first line for which cluster and owner they are generated, and not from what', () => {
    for (const path of rendered.filter((each) => !isSealed(each) && !isContract(each)))
      expect(textOf(path).split('\n')[0], path).toBe(headerOf(path));
  });

  test('that are sealed are byte for byte those of secrets/', () => {
    const copies = paths.filter(isSealed).map((path) => {
      const [, cluster, owner, name] = /^tenants\/([^/]+)\/([^/]+)\/\w+\/([^/]+)\.sops\.yaml$/.exec(path) ?? [];
      return [`${cluster}/${owner}/${name}.yaml`, deploy.get(path)] as const;
    });

    expect(new Map(copies)).toEqual(readTree(join(root, 'secrets')));
  });
});

function identities(manifests: readonly Manifest[]): string[] {
  return manifests.map((manifest) => `${manifest.apiVersion} ${formatId(idOf(manifest))}`).sort();
}

/** The Kustomization that `flux bootstrap` makes, which applies the cluster's folder. */
function rootKustomization(manifests: readonly Manifest[]): unknown {
  return manifests.find(({ kind, metadata }) => kind === 'Kustomization' && metadata.name === 'flux-system')?.spec;
}

/** Of a tenant's and a service's files the path says whose they are. */
function headerOf(path: string): string {
  const [kind, cluster = '', name = ''] = path.split('/');
  if (isPage(path))
    return `<!-- Generated by cdk8s-flux-hub for cluster ${cluster.replace('.md', '')}. Do not edit: change the TypeScript. -->`;
  const tenant = kind === 'tenants' ? name : /^clusters\/[^/]+\/tenants\/(.+)\.yaml$/.exec(path)?.[1];
  const service = kind === 'infrastructure' ? name.replace(/-config$/, '') : undefined;
  const whose = tenant ? `, tenant ${tenant}` : service ? `, platform service ${service}` : '';
  return `# Generated by cdk8s-flux-hub for cluster ${cluster}${whose}. Do not edit: change the TypeScript.`;
}
