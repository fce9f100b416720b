import { Bootstrap, type ClusterProps, Lockdown } from 'cdk8s-flux-hub';
import { renderCluster } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { clusterWith, found } from '../support/plain-cluster';

const name = 'prod-eu';
const kustomizationFile = `clusters/${name}/flux-system/kustomization.yaml`;

function cluster(flux: Partial<ClusterProps['flux']>) {
  return renderCluster(
    clusterWith(() => {}, { flux: { version: '2.9.4', ...flux } }),
    { name },
  );
}

function listed(text: string | undefined): { resources: string[]; patches?: { patch: string; target: object }[] } {
  return parse(text ?? '');
}

test('lockdown adds arguments to every controller that is installed, and the controller’s own account to the root', () => {
  const { resources, patches } = listed(
    cluster({
      components: [
        'source-controller',
        'kustomize-controller',
        'helm-controller',
        'notification-controller',
        'image-reflector-controller',
        'image-automation-controller',
        'source-watcher',
      ],
    }).files[kustomizationFile],
  );
  const operations = patches?.map(({ target, patch }) => ({ target, operations: parse(patch) }));
  const add = (value: string) => ({ op: 'add', path: '/spec/template/spec/containers/0/args/-', value });
  const sameNamespace = add('--no-cross-namespace-refs=true');

  expect(resources).toEqual(['gotk-components.yaml', 'gotk-sync.yaml']);
  expect(operations).toEqual([
    {
      target: { kind: 'Deployment', name: 'helm-controller' },
      operations: [sameNamespace, add('--default-service-account=default')],
    },
    { target: { kind: 'Deployment', name: 'image-automation-controller' }, operations: [sameNamespace] },
    { target: { kind: 'Deployment', name: 'image-reflector-controller' }, operations: [sameNamespace] },
    {
      target: { kind: 'Deployment', name: 'kustomize-controller' },
      operations: [sameNamespace, add('--no-remote-bases=true'), add('--default-service-account=default')],
    },
    { target: { kind: 'Deployment', name: 'notification-controller' }, operations: [sameNamespace] },
    { target: { kind: 'Deployment', name: 'source-watcher' }, operations: [sameNamespace] },
    {
      target: { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', name: 'flux-system' },
      operations: [{ op: 'add', path: '/spec/serviceAccountName', value: 'kustomize-controller' }],
    },
  ]);
});

test('lockdown is turned off only with a reason, which every synth repeats', () => {
  const rendered = cluster({
    bootstrap: Bootstrap.cli({ lockdown: Lockdown.off({ reason: 'the legacy charts name no ServiceAccount' }) }),
  });

  expect(rendered.findings).toEqual([
    expect.objectContaining({
      rule: 'flux/lockdown-off',
      severity: 'warning',
      message: 'Flux on prod-eu is not locked down: the legacy charts name no ServiceAccount.',
      construct: 'prod-eu',
    }),
  ]);
  expect(listed(rendered.files[kustomizationFile])).not.toHaveProperty('patches');
});

test('with the operator, a FluxInstance takes the place of what bootstrap writes', () => {
  const rendered = cluster({ bootstrap: Bootstrap.operator() });

  expect(found(rendered)).toEqual([]);
  expect(listed(rendered.files[kustomizationFile])).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['flux-instance.yaml'],
  });
  expect(rendered.get('FluxInstance', 'flux', 'flux-system').spec).toEqual({
    distribution: { version: '2.9.4', registry: 'ghcr.io/fluxcd' },
    components: ['helm-controller', 'kustomize-controller', 'notification-controller', 'source-controller'],
    cluster: {
      type: 'kubernetes',
      multitenant: true,
      networkPolicy: true,
      tenantDefaultServiceAccount: 'default',
    },
    sync: {
      kind: 'GitRepository',
      url: 'ssh://git@example.com/hub',
      ref: 'refs/heads/main',
      path: 'deploy/clusters/prod-eu',
      pullSecret: 'flux-system',
    },
  });
});

test('a FluxInstance that slips out of the tree is kept: the operator would uninstall Flux', () => {
  const { get } = cluster({ bootstrap: Bootstrap.operator() });

  expect(get('FluxInstance', 'flux', 'flux-system').metadata.annotations).toEqual({
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  });
});

test('the operator clones with a Secret where the URL asks for one, or where one is named', () => {
  const pullSecret = (repository: string, props: Parameters<typeof Bootstrap.operator>[0] = {}) => {
    const { get } = renderCluster(
      clusterWith(() => {}, { flux: { version: '2.9.4', bootstrap: Bootstrap.operator(props) } }),
      { hub: { repository } },
    );
    return (get('FluxInstance', 'flux').spec as { sync: { pullSecret?: string } }).sync.pullSecret;
  };

  expect(pullSecret('ssh://git@github.com/acme/fleet')).toBe('flux-system');
  expect(pullSecret('ssh://git@github.com/acme/fleet', { pullSecret: 'deploy-key' })).toBe('deploy-key');
  expect(pullSecret('https://github.com/acme/fleet')).toBeUndefined();
  expect(pullSecret('https://github.com/acme/fleet', { pullSecret: 'token' })).toBe('token');
});

test('the operator is told on which kind of cluster it is', () => {
  const { get } = cluster({ bootstrap: Bootstrap.operator({ clusterType: 'openshift' }) });

  expect(get('FluxInstance', 'flux').spec).toHaveProperty('cluster.type', 'openshift');
});

test('an operator without lockdown is not multitenant', () => {
  const { get } = cluster({ bootstrap: Bootstrap.operator({ lockdown: Lockdown.off({ reason: 'a test cluster.' }) }) });

  expect(get('FluxInstance', 'flux').spec).toHaveProperty('cluster', {
    type: 'kubernetes',
    multitenant: false,
    networkPolicy: true,
  });
});
