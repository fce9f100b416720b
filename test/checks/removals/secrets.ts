import { adding, changing, type Removal } from '../removal';

/** By rule: the example's staging cluster without what the rule asks for. */
export const secretsRemovals: Readonly<Record<string, Removal>> = {
  'secrets/plain-secret': changing('Secret', 'git-https', (secret) => ({
    ...secret,
    stringData: { ...(secret.stringData as object), password: 'hunter2' },
  })),
  'secrets/readable-credential': changing('HelmRelease', 'harbor', (release) => ({
    ...release,
    spec: { ...(release.spec as object), values: { cache: 'redis://harbor:n0tArea1t0ken@cache.acme.io:6379' } },
  })),
  'secrets/inline-password': changing('HelmRelease', 'harbor', (release) => ({
    ...release,
    spec: { ...(release.spec as object), values: { harborAdminPassword: 'hunter2' } },
  })),
  'secrets/shared-credential': (cluster) => {
    const secrets = cluster.objects.map(({ manifest }) => manifest).filter(({ kind }) => kind === 'Secret');
    const ofBilling = secrets.find(({ metadata }) => metadata.namespace === 'billing' && metadata.name === 'git');
    const copy = { stringData: ofBilling?.stringData };
    return changing('Secret', 'git-https', (secret) => ({ ...secret, ...copy }))(cluster);
  },
  'secrets/sealed-anywhere': adding('deploy/tenants/staging-eu/billing/base/tenant.yaml', {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: {
      name: 'database',
      namespace: 'billing',
      annotations: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' },
    },
    spec: { encryptedData: { password: 'AgBy3i4OJSWK' } },
  }),
  'secrets/open-secret-store': adding('deploy/infrastructure/staging-eu/harbor/clustersecretstore.yaml', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: 'vault' },
    spec: { provider: { fake: { data: [] } } },
  }),
};
