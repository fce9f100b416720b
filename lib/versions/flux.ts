/** A Flux minor that clusters may run. */
export type FluxRelease = '2.7' | '2.8' | '2.9';

/** A controller of Flux. @see https://fluxcd.io/flux/components/ */
export type FluxComponent =
  | 'source-controller'
  | 'kustomize-controller'
  | 'helm-controller'
  | 'notification-controller'
  | 'image-reflector-controller'
  | 'image-automation-controller'
  | 'source-watcher';

/** The components that `flux bootstrap` installs when nothing is said. */
export const defaultComponents: readonly FluxComponent[] = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
];

/** What a Flux minor serves and needs. */
export interface FluxReleaseFacts {
  /** Oldest Kubernetes minor it runs on. */
  readonly kubernetes: string;
  /** Minor of the source-controller it brings. @see https://github.com/fluxcd/flux2/releases */
  readonly sourceController: '1.7' | '1.8' | '1.9';
  /** `apiVersion` of each kind, by the component that brings its CRD. */
  readonly kinds: Readonly<Record<FluxComponent, Readonly<Record<string, string>>>>;
}

const source = 'source.toolkit.fluxcd.io/v1';
const image = 'image.toolkit.fluxcd.io/v1';

const kinds: FluxReleaseFacts['kinds'] = {
  'source-controller': {
    Bucket: source,
    ExternalArtifact: source,
    GitRepository: source,
    HelmChart: source,
    HelmRepository: source,
    OCIRepository: source,
  },
  'kustomize-controller': { Kustomization: 'kustomize.toolkit.fluxcd.io/v1' },
  'helm-controller': { HelmRelease: 'helm.toolkit.fluxcd.io/v2' },
  'notification-controller': {
    Alert: 'notification.toolkit.fluxcd.io/v1beta3',
    Provider: 'notification.toolkit.fluxcd.io/v1beta3',
    Receiver: 'notification.toolkit.fluxcd.io/v1',
  },
  'image-reflector-controller': { ImagePolicy: image, ImageRepository: image },
  'image-automation-controller': { ImageUpdateAutomation: image },
  'source-watcher': { ArtifactGenerator: 'source.extensions.fluxcd.io/v1beta1' },
};

/** The Flux releases a cluster may run: the three that are supported. @see https://fluxcd.io/flux/releases/ */
export const fluxReleases: Readonly<Record<FluxRelease, FluxReleaseFacts>> = {
  '2.7': { kubernetes: '1.32', sourceController: '1.7', kinds },
  '2.8': { kubernetes: '1.33', sourceController: '1.8', kinds },
  '2.9': { kubernetes: '1.33', sourceController: '1.9', kinds },
};

/** The newest of them: what is taken where a cluster says none that there is. */
export const newestRelease: FluxRelease = '2.9';

const apiVersions = Object.values(kinds).flatMap((served) => Object.values(served));

/** The API groups of Flux, sorted: `*.toolkit.fluxcd.io` and `source.extensions.fluxcd.io`. */
export const fluxGroups: readonly string[] = [
  ...new Set(apiVersions.map((apiVersion) => apiVersion.slice(0, apiVersion.indexOf('/')))),
].sort();

/** Whether an API group is one of Flux. */
export function isFluxGroup(group: string): boolean {
  return fluxGroups.includes(group);
}

/** The release of a full version: `2.9` of `2.9.4` or `v2.9.4`; undefined where it is not supported. */
export function releaseOf(version: string): FluxRelease | undefined {
  const minor = /^v?(\d+\.\d+)\.\d+$/.exec(version)?.[1];
  return minor !== undefined && minor in fluxReleases ? (minor as FluxRelease) : undefined;
}

/** The component that brings a kind of Flux; undefined where none does. */
export function componentOf(release: FluxRelease, group: string, kind: string): FluxComponent | undefined {
  const components = Object.entries(fluxReleases[release].kinds) as [FluxComponent, Record<string, string>][];
  return components.find(([, served]) => served[kind]?.startsWith(`${group}/`))?.[0];
}

/** The `apiVersion` that a release serves a kind of Flux in. @throws where it serves none */
export function apiVersionOf(release: FluxRelease, kind: string): string {
  for (const served of Object.values(fluxReleases[release].kinds)) {
    const apiVersion = served[kind];
    if (apiVersion !== undefined) return apiVersion;
  }
  throw new Error(`Flux ${release} has no kind ${kind}`);
}
