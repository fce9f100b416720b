import { type FluxInstallation, fluxInstallation } from '../checks/facts/flux-installation';
import type { Manifest } from '../manifest/manifest';
import type { ManifestIndex } from '../manifest/manifest-index';

/** The controllers that apply, and so act for others. */
const appliers = ['kustomize-controller', 'helm-controller'];
/** Those that follow references to objects of other namespaces. */
const followers = [
  ...appliers,
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
  'source-watcher',
];

/** How Flux is installed, by the Deployments of its controllers, or by the FluxInstance that makes them; where neither is there, as `flux install` does. */
export function readInstallation(index: ManifestIndex): FluxInstallation {
  const [instance] = index.ofKind('fluxcd.controlplane.io', 'FluxInstance');
  if (instance) return ofInstance(instance.manifest);
  const controllers = index
    .ofKind('apps', 'Deployment')
    .map(({ manifest }) => manifest)
    .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/part-of'] === 'flux');
  const argumentsOf = new Map(controllers.map((manifest) => [manifest.metadata.name, containerArguments(manifest)]));
  const all = (names: readonly string[], has: (args: readonly string[]) => boolean) => {
    const found = names.flatMap((name) => [argumentsOf.get(name) ?? []].filter((args) => args.length > 0));
    return found.length > 0 && found.every(has);
  };
  const accounts = appliers.flatMap((name) => defaultAccount(argumentsOf.get(name) ?? []) ?? []);
  return {
    namespace: controllers[0]?.metadata.namespace ?? fluxInstallation.open.namespace,
    defaultServiceAccount: all(appliers, (args) => defaultAccount(args) !== undefined) ? accounts[0] : undefined,
    refusesForeignReferences: all(followers, (args) => args.includes('--no-cross-namespace-refs=true')),
    refusesRemoteBases: all(['kustomize-controller'], (args) => args.includes('--no-remote-bases=true')),
  };
}

function ofInstance({ metadata, spec }: Manifest): FluxInstallation {
  const { cluster = {} } = (spec ?? {}) as {
    readonly cluster?: { readonly multitenant?: boolean; readonly tenantDefaultServiceAccount?: string };
  };
  const namespace = metadata.namespace ?? fluxInstallation.open.namespace;
  if (!cluster.multitenant) return { ...fluxInstallation.open, namespace };
  const defaultServiceAccount =
    cluster.tenantDefaultServiceAccount ?? fluxInstallation.lockedDown.defaultServiceAccount;
  return { ...fluxInstallation.lockedDown, namespace, defaultServiceAccount };
}

interface Deployment {
  readonly template?: { readonly spec?: { readonly containers?: readonly { readonly args?: readonly string[] }[] } };
}

function containerArguments({ spec }: Manifest): readonly string[] {
  return (spec as Deployment | undefined)?.template?.spec?.containers?.[0]?.args ?? [];
}

function defaultAccount(args: readonly string[]): string | undefined {
  const flag = '--default-service-account=';
  return args.findLast((arg) => arg.startsWith(flag))?.slice(flag.length) || undefined;
}
