import type { Manifest } from '../../../lib/manifest/manifest';
import { adding, changing, type Removal } from '../removal';

const file = 'deploy/infrastructure/staging-eu/loki/configmap.yaml';

/** By rule: the example's staging cluster without what the rule asks for. */
export const manifestRemovals: Readonly<Record<string, Removal>> = {
  'manifest/duplicate': (cluster) => ({
    ...cluster,
    objects: cluster.objects.flatMap((object) =>
      object.manifest.kind === 'ClusterIssuer' ? [object, { ...object }] : [object],
    ),
  }),
  'manifest/invalid-name': adding(file, settings({ name: 'Settings_1', namespace: 'loki' })),
  'manifest/long-name': changing('HelmRelease', 'loki', ({ metadata, ...manifest }) => ({
    ...(manifest as Manifest),
    metadata: { ...metadata, name: 'l'.repeat(64) },
  })),
  'manifest/namespace-missing': adding(file, settings({ name: 'settings' })),
  'manifest/namespace-unwanted': changing('ClusterIssuer', 'letsencrypt', ({ metadata, ...manifest }) => ({
    ...(manifest as Manifest),
    metadata: { ...metadata, namespace: 'cert-manager' },
  })),
  'manifest/not-served': changing('HelmRelease', 'loki', (manifest) => ({
    ...manifest,
    apiVersion: 'helm.toolkit.fluxcd.io/v2beta1',
  })),
  'manifest/schema-violation': changing('HelmRelease', 'loki', ({ spec, ...manifest }) => ({
    ...(manifest as Manifest),
    spec: { ...(spec as object), interval: '1 day' },
  })),
  'manifest/unwritable-value': adding(file, settings({ name: 'settings', namespace: 'loki' }, '\u007f')),
};

function settings(metadata: Manifest['metadata'], separator = ','): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { separator } };
}
