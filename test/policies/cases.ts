import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Manifest } from '../../lib/manifest/manifest';
import type { AdmissionPolicy } from '../../lib/policies/policy';

/** Namespaces in which the cases happen, as the hub would render those of tenants. */
export const NAMESPACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  shop: {
    'cdk8s-flux-hub/hostnames': '*.shop.example.com,shop.example.com,www.example.com',
    'cdk8s-flux-hub/delegated-hostnames': '*.eu.shop.example.com,api.shop.example.com',
    'cdk8s-flux-hub/route-parents': 'Gateway/gateway/public,ListenerSet/gateway/more',
    'cdk8s-flux-hub/namespaces': 'shop,shop-jobs',
    'cdk8s-flux-hub/source-urls':
      'https://git.example.com/shop/,https://s3.example.com/shop,oci://registry.example.com/shop/app,ssh://git@git.example.com/shop.git',
  },
  wildcard: {
    'cdk8s-flux-hub/hostnames': '*.wild.example.com',
    'cdk8s-flux-hub/route-parents': 'Gateway/gateway/public',
  },
  'without-hostnames': { 'cdk8s-flux-hub/route-parents': 'Gateway/gateway/public' },
  'without-parents': { 'cdk8s-flux-hub/hostnames': 'shop.example.com' },
  bare: {},
};

/** Groups that the platform team of the cases is in. */
export const PLATFORM = { groups: ['acme:platform'] };

/** The Namespace that a case happens in, as an object. */
export function namespaceOf(name: string): Manifest {
  const annotations = NAMESPACES[name];
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'toolkit.fluxcd.io/tenant': name },
      ...(annotations && Object.keys(annotations).length > 0 && { annotations }),
    },
  };
}

/** A request that a policy admits or refuses. */
export interface Case {
  /** What is asked for, as a phrase. */
  readonly what: string;
  readonly object: Manifest;
  /** The object as it was, where it is changed. */
  readonly oldObject?: Manifest;
  readonly namespace: string;
  readonly user: string;
  readonly groups: readonly string[];
}

/** What a file says of a case. */
interface Written {
  readonly what: string;
  readonly kind: string;
  /** One of {@link NAMESPACES}. @default 'shop' */
  readonly in?: string;
  /** Who asks. @default - the tenant's reconciler */
  readonly by?: string;
  readonly groups?: readonly string[];
  readonly metadata?: object;
  readonly spec?: object;
  /** What the object has besides. */
  readonly with?: object;
  /** What it was before: `metadata`, `spec` and what it had besides. */
  readonly before?: { readonly metadata?: object };
}

const API_VERSIONS: Readonly<Record<string, readonly string[]>> = {
  v1: ['Endpoints', 'Namespace', 'Pod', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount'],
  'admissionregistration.k8s.io/v1': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  'discovery.k8s.io/v1': ['EndpointSlice'],
  'networking.k8s.io/v1': ['NetworkPolicy'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'gateway.networking.k8s.io/v1': [
    ...['Gateway', 'GatewayClass', 'ListenerSet', 'ReferenceGrant'],
    ...['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'],
  ],
  'helm.toolkit.fluxcd.io/v2': ['HelmRelease'],
  'image.toolkit.fluxcd.io/v1': ['ImagePolicy', 'ImageRepository', 'ImageUpdateAutomation'],
  'kustomize.toolkit.fluxcd.io/v1': ['Kustomization'],
  'notification.toolkit.fluxcd.io/v1': ['Receiver'],
  'notification.toolkit.fluxcd.io/v1beta3': ['Alert'],
  'policies.kyverno.io/v1': ['PolicyException'],
  'source.toolkit.fluxcd.io/v1': ['Bucket', 'GitRepository', 'HelmChart', 'HelmRepository', 'OCIRepository'],
};

const CLUSTER_SCOPED = [
  ...['ClusterRole', 'ClusterRoleBinding', 'GatewayClass', 'Namespace', 'PriorityClass'],
  ...['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
];

/** The cases of a policy: those it admits, and those it refuses. */
export function casesOf({ name }: AdmissionPolicy): { readonly good: readonly Case[]; readonly bad: readonly Case[] } {
  const file = join(__dirname, 'cases', `${name.replace('flux-hub-', '')}.yaml`);
  const { good, bad } = parse(readFileSync(file, 'utf8'), { merge: true }) as Record<
    'good' | 'bad',
    readonly Written[]
  >;
  const of = name.replace('flux-hub-', '');
  return { good: good.map(caseOf(`${of}-good`)), bad: bad.map(caseOf(`${of}-bad`)) };
}

const caseOf =
  (which: string) =>
  (written: Written, index: number): Case => {
    const { what, in: namespace = 'shop', before } = written;
    const user = written.by ?? `system:serviceaccount:${namespace}:reconciler`;
    const object = (parts: Pick<Written, 'metadata' | 'spec' | 'with'>): Manifest => ({
      apiVersion: apiVersionOf(written.kind),
      kind: written.kind,
      metadata: {
        name: `${which}-${index + 1}`,
        ...(!CLUSTER_SCOPED.includes(written.kind) && { namespace }),
        ...parts.metadata,
      },
      ...(parts.spec && { spec: parts.spec }),
      ...parts.with,
    });
    const { metadata, ...rest } = before ?? {};
    return {
      what,
      namespace,
      user,
      groups: written.groups ?? groupsOf(user),
      object: object(written),
      ...(before && { oldObject: object({ ...(metadata && { metadata }), with: rest }) }),
    };
  };

function apiVersionOf(kind: string): string {
  const [apiVersion] = Object.entries(API_VERSIONS).find(([, kinds]) => kinds.includes(kind)) ?? [];
  if (apiVersion === undefined) throw new Error(`${kind} has no apiVersion in the table`);
  return apiVersion;
}

function groupsOf(user: string): readonly string[] {
  const [, namespace] = /^system:serviceaccount:([^:]+):/.exec(user) ?? [];
  const ofAccounts = namespace ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`] : [];
  return [...ofAccounts, 'system:authenticated'];
}
