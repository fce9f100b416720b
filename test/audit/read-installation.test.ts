import { expect, test } from 'vitest';
import { readInstallation } from '../../lib/audit/read-installation';
import type { Manifest } from '../../lib/manifest/manifest';
import { ManifestIndex } from '../../lib/manifest/manifest-index';

function read(...manifests: readonly Manifest[]) {
  const objects = manifests.map((manifest) => ({ manifest, file: 'flux.yaml', origin: () => undefined }));
  const { controllers, ...flux } = readInstallation(new ManifestIndex(objects));
  return { ...flux, lacks: controllers?.map(({ lacks }) => lacks) };
}

function controller(name: string, ...args: readonly string[]): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'flux', labels: { 'app.kubernetes.io/part-of': 'flux' } },
    spec: { template: { spec: { containers: [{ name: 'sidecar' }, { name: 'manager', args }] } } },
  };
}

function instance(spec: object): Manifest {
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec,
  };
}

const locked = { refusesForeignReferences: true, refusesRemoteBases: true };

test('where no controller is among the objects, Flux is taken to be as it is installed', () => {
  expect(read()).toMatchObject({ defaultServiceAccount: undefined, refusesForeignReferences: false, lacks: undefined });
});

test('flags count with and without their value, and the last one wins', () => {
  const helm = controller('helm-controller', '--no-cross-namespace-refs=true', '--default-service-account=none');
  const flags = ['--no-cross-namespace-refs', '--no-remote-bases=1', '--default-service-account=none'];

  expect(read(controller('kustomize-controller', ...flags), helm)).toEqual({
    namespace: 'flux',
    defaultServiceAccount: 'none',
    ...locked,
    lacks: [[], []],
  });
  expect(read(controller('kustomize-controller', ...flags, '--no-remote-bases=false'), helm)).toMatchObject({
    refusesRemoteBases: false,
    lacks: [['--no-remote-bases'], []],
  });
});

test('one controller without a flag leaves the cluster without it, shards too', () => {
  expect(
    read(
      controller('helm-controller', '--no-cross-namespace-refs', '--default-service-account=default'),
      controller('helm-controller-shard1', '--no-cross-namespace-refs'),
      controller('source-controller'),
    ),
  ).toMatchObject({
    defaultServiceAccount: undefined,
    refusesForeignReferences: true,
    lacks: [[], ['--default-service-account']],
  });
});

test('a FluxInstance locks down by its field, or by patches with the flags', () => {
  const patch = 'value: --no-cross-namespace-refs=true --no-remote-bases=true --default-service-account=nobody';

  expect(read(instance({ cluster: { multitenant: true } }))).toMatchObject({
    defaultServiceAccount: 'default',
    ...locked,
    lacks: [[]],
  });
  expect(read(instance({ kustomize: { patches: [{ patch }] } }))).toMatchObject({
    defaultServiceAccount: 'nobody',
    ...locked,
    lacks: [[]],
  });
  expect(read(instance({ cluster: { multitenant: false } }))).toMatchObject({
    defaultServiceAccount: undefined,
    lacks: [['spec.cluster.multitenant: true']],
  });
});
