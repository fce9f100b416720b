/** A program of the test cluster: the folder beside this file that pins its modules, and what Go builds in there. */
export interface Target {
  /** The folder's name, and the binary's. */
  readonly name: string;
  /** The Go package of its `main`. */
  readonly main: string;
  /** What it says of itself: `-X` linker values. */
  readonly values?: Readonly<Record<string, string>>;
  /** Whether the module brings definitions of its kinds. */
  readonly crds?: true;
}

const KUBERNETES = { gitVersion: 'v1.34.10', gitMajor: '1', gitMinor: '34', gitTreeState: 'clean' };

/** The longest to build comes first, so that what is left to wait for gets shorter. */
export const targets: readonly Target[] = [
  {
    name: 'kubernetes',
    main: '.',
    values: Object.fromEntries(
      Object.entries(KUBERNETES).map(([name, value]) => [`k8s.io/component-base/version.${name}`, value]),
    ),
  },
  { name: 'source-controller', main: 'github.com/fluxcd/source-controller', crds: true },
  { name: 'kustomize-controller', main: 'github.com/fluxcd/kustomize-controller', crds: true },
  { name: 'notification-controller', main: 'github.com/fluxcd/notification-controller', crds: true },
  { name: 'helm-controller', main: 'github.com/fluxcd/helm-controller', crds: true },
];
