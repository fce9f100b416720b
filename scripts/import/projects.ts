import { type BuiltInKinds, builtInKinds } from './built-in-kinds';
import type { FurtherValues } from './further-values';
import { gatewayApiKinds } from './gateway-api-kinds';
import type { ServedKinds } from './served-kinds';

/** One release of a project: where its CRDs are published, and the file that holds the same ones for `--crds DIR`. */
export interface Release {
  /** What users name it by: `2.9`. `*` where the project has one release here. */
  readonly name: string;
  readonly version: string;
  readonly urls: readonly string[];
  readonly file: string;
}

/** A project whose custom resources a hub may hold. */
export interface Project {
  readonly name: string;
  readonly title: string;
  /** Oldest first. Types are made from the last, schemas from each. */
  readonly releases: readonly [Release, ...Release[]];
  /** What to keep of its CRDs: `group/Kind`, or `group/*` for all of a group. */
  readonly kinds: readonly string[];
  /** Which of the kinds older releases serve. @default - not told */
  readonly history?: readonly ServedKinds[];
  /** What the enums of its CRDs hold where others install them. @default - what is published */
  readonly furtherValues?: readonly FurtherValues[];
}

/** All that the importer makes files from. */
export interface ImportTable {
  readonly projects: readonly Project[];
  /** The release whose built-in kinds the schemas describe. */
  readonly kubernetes: Release;
  readonly builtInKinds: readonly BuiltInKinds[];
  /** Built-in kinds that get types of ours: `group/version/Kind`. */
  readonly typedBuiltIns: readonly string[];
}

/** Kinds of the Flux Operator that have events. */
const ofOperator = ['FluxInstance', 'ResourceSet', 'ResourceSetInputProvider'];

const projects: readonly Project[] = [
  {
    name: 'flux',
    title: 'Flux',
    releases: [flux('2.7.5'), flux('2.8.8'), flux('2.9.4')],
    kinds: [
      'helm.toolkit.fluxcd.io/*',
      'image.toolkit.fluxcd.io/*',
      'kustomize.toolkit.fluxcd.io/*',
      'notification.toolkit.fluxcd.io/*',
      'source.extensions.fluxcd.io/*',
      'source.toolkit.fluxcd.io/*',
    ],
    // The Flux Operator patches what it installs. @see https://fluxcd.control-plane.io/operator/monitoring/
    furtherValues: [
      { kind: 'notification.toolkit.fluxcd.io/Alert', path: ['spec', 'eventSources', 'kind'], values: ofOperator },
      { kind: 'notification.toolkit.fluxcd.io/Receiver', path: ['spec', 'resources', 'kind'], values: ofOperator },
    ],
  },
  {
    name: 'flux-operator',
    title: 'Flux Operator',
    releases: [
      {
        name: '*',
        version: '0.58.1',
        urls: ['https://github.com/controlplaneio-fluxcd/flux-operator/releases/download/v0.58.1/install.yaml'],
        file: 'flux-operator-0.58.1.yaml',
      },
    ],
    kinds: [
      'fluxcd.controlplane.io/FluxInstance',
      'fluxcd.controlplane.io/FluxReport',
      'fluxcd.controlplane.io/ResourceSet',
      'fluxcd.controlplane.io/ResourceSetInputProvider',
    ],
  },
  {
    name: 'gateway-api',
    title: 'Gateway API',
    releases: [
      {
        name: '*',
        version: '1.6.1',
        urls: ['https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/standard-install.yaml'],
        file: 'gateway-api-1.6.1-standard.yaml',
      },
    ],
    kinds: ['gateway.networking.k8s.io/*'],
    history: gatewayApiKinds,
  },
  {
    name: 'cert-manager',
    title: 'cert-manager',
    releases: [
      {
        name: '*',
        version: '1.21.1',
        urls: ['https://github.com/cert-manager/cert-manager/releases/download/v1.21.1/cert-manager.crds.yaml'],
        file: 'cert-manager-1.21.1.yaml',
      },
    ],
    kinds: [
      'cert-manager.io/Certificate',
      'cert-manager.io/CertificateRequest',
      'cert-manager.io/ClusterIssuer',
      'cert-manager.io/Issuer',
    ],
  },
  {
    name: 'external-secrets',
    title: 'External Secrets',
    releases: [
      {
        name: '*',
        version: '2.9.0',
        urls: ['https://raw.githubusercontent.com/external-secrets/external-secrets/v2.9.0/deploy/crds/bundle.yaml'],
        file: 'external-secrets-2.9.0.yaml',
      },
    ],
    kinds: [
      'external-secrets.io/ClusterExternalSecret',
      'external-secrets.io/ClusterSecretStore',
      'external-secrets.io/ExternalSecret',
      'external-secrets.io/PushSecret',
      'external-secrets.io/SecretStore',
    ],
  },
  {
    name: 'sealed-secrets',
    title: 'Sealed Secrets',
    releases: [
      {
        name: '*',
        version: '0.36.6',
        urls: [
          'https://raw.githubusercontent.com/bitnami-labs/sealed-secrets/v0.36.6/helm/sealed-secrets/crds/bitnami.com_sealedsecrets.yaml',
        ],
        file: 'sealed-secrets-0.36.6.yaml',
      },
    ],
    kinds: ['bitnami.com/SealedSecret'],
  },
  {
    name: 'kyverno',
    title: 'Kyverno',
    releases: [
      {
        name: '*',
        version: '1.19.0',
        urls: [
          'kyverno/kyverno.io_clusterpolicies',
          'kyverno/kyverno.io_policyexceptions',
          'policies.kyverno.io/policies.kyverno.io_namespacedvalidatingpolicies',
          'policies.kyverno.io/policies.kyverno.io_policyexceptions',
          'policies.kyverno.io/policies.kyverno.io_validatingpolicies',
        ].map((path) => `https://raw.githubusercontent.com/kyverno/kyverno/v1.19.0/config/crds/${path}.yaml`),
        file: 'kyverno-1.19.0.yaml',
      },
    ],
    kinds: [
      'kyverno.io/ClusterPolicy',
      'kyverno.io/PolicyException',
      'policies.kyverno.io/NamespacedValidatingPolicy',
      'policies.kyverno.io/PolicyException',
      'policies.kyverno.io/ValidatingPolicy',
    ],
  },
];

export const importTable: ImportTable = {
  projects,
  kubernetes: {
    name: '*',
    version: '1.34.10',
    urls: ['https://raw.githubusercontent.com/kubernetes/kubernetes/v1.34.10/api/openapi-spec/swagger.json'],
    file: 'kubernetes-1.34-openapi.json',
  },
  builtInKinds,
  // The `k8s` types of cdk8s-plus-28 end at Kubernetes 1.28.
  typedBuiltIns: [
    'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy',
    'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding',
  ],
};

function flux(version: string): Release {
  return {
    name: version.slice(0, version.lastIndexOf('.')),
    version,
    urls: [`https://github.com/fluxcd/flux2/releases/download/v${version}/install.yaml`],
    file: `flux-${version}.yaml`,
  };
}
