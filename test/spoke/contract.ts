import type { ClusterContract, Contract } from 'cdk8s-flux-hub/spoke';

const namespace = {
  labels: {},
  annotations: {},
  podSecurity: { level: 'restricted', version: 'latest' },
  kinds: { '': ['ConfigMap', 'Service'], apps: ['Deployment'] },
  quota: { pods: '20' },
  containerDefaults: { requests: {}, limits: {} },
} as const;

const network = {
  dns: [
    { ports: [{ port: 53, protocol: 'UDP' }], to: [{ namespaceSelector: { matchLabels: { name: 'kube-system' } } }] },
  ],
  gateway: [{ from: [{ namespaceSelector: { matchLabels: { name: 'envoy' } } }] }],
} as const;

const common = {
  hash: '0',
  kubernetes: '1.34',
  flux: { version: '2.9.4', apiVersions: {} },
  network,
} as const;

const listener = { kind: 'Gateway', namespace: 'gateway', name: 'public', protocol: 'HTTPS', port: 443 } as const;
const app = { source: 'GitRepository/shop', serviceAccount: 'reconciler' } as const;

/**
 * A tenant `shop` with `web` everywhere, applied from a folder per environment with the cluster's domain put in; `jobs` in a namespace
 * of its own on staging alone; and `config`, applied from one folder everywhere.
 */
export const contract = {
  version: 1,
  tenant: 'shop',
  hash: '0',
  environments: {
    prod: {
      'prod-eu': {
        ...common,
        namespaces: { shop: namespace },
        parents: [
          { ...listener, sectionName: 'shop.eu.a.io', hostnames: ['shop.eu.a.io'] },
          { ...listener, sectionName: 'www.a.io', hostnames: ['www.a.io'] },
        ],
        apps: {
          web: { ...app, path: 'deploy/prod', targetNamespace: 'shop', variables: { domain: 'eu.a.io' } },
          config: { ...app, path: 'config', targetNamespace: 'shop' },
        },
      },
      'prod-us': {
        ...common,
        namespaces: { shop: namespace },
        parents: [
          { ...listener, sectionName: 'shop.us.a.io', hostnames: ['shop.us.a.io'] },
          { ...listener, sectionName: 'www.a.io', hostnames: ['www.a.io'] },
        ],
        apps: {
          web: { ...app, path: 'deploy/prod', targetNamespace: 'shop', variables: { domain: 'us.a.io' } },
          config: { ...app, path: 'config', targetNamespace: 'shop' },
        },
      },
    },
    staging: {
      'staging-eu': {
        ...common,
        namespaces: { shop: namespace, 'shop-jobs': namespace },
        parents: [{ ...listener, sectionName: 'any.staging.a.io', hostnames: ['*.staging.a.io'] }],
        apps: {
          web: { ...app, path: 'deploy/staging', targetNamespace: 'shop' },
          jobs: { ...app, path: 'jobs' },
          config: { ...app, path: 'config', targetNamespace: 'shop' },
        },
      },
    },
  },
} as const satisfies Contract;

/** A cluster of that contract, to be changed. */
export const stagingEu: ClusterContract = contract.environments.staging['staging-eu'];
