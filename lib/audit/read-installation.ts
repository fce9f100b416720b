import { argumentsOf } from '../checks/facts/arguments-of';
import { type Controller, type FluxInstallation, fluxInstallation } from '../checks/facts/flux-installation';
import type { IndexedObject, ManifestIndex } from '../manifest/manifest-index';
import { recordsIn, textOf } from '../rbac/untyped';

const account = '--default-service-account';
const ownReferences = '--no-cross-namespace-refs';
const ownBases = '--no-remote-bases';

/** What locks each controller down. Those that apply act for others; the rest follow references. */
const lockdown: Readonly<Record<string, readonly string[]>> = {
  'kustomize-controller': [ownReferences, ownBases, account],
  'helm-controller': [ownReferences, account],
  'notification-controller': [ownReferences],
  'image-reflector-controller': [ownReferences],
  'image-automation-controller': [ownReferences],
  'source-watcher': [ownReferences],
};

/** How Flux is installed, by the Deployments of its controllers, or by the FluxInstance that makes them; where neither is there, as `flux install` does. */
export function readInstallation(index: ManifestIndex): FluxInstallation {
  const [instance] = index.ofKind('fluxcd.controlplane.io', 'FluxInstance');
  return instance ? ofInstance(instance) : ofDeployments(index);
}

function ofDeployments(index: ManifestIndex): FluxInstallation {
  const deployments = index
    .ofKind('apps', 'Deployment')
    .filter(({ manifest }) => manifest.metadata.labels?.['app.kubernetes.io/part-of'] === 'flux');
  const [first] = deployments;
  if (!first) return fluxInstallation.open;
  const read = deployments.flatMap((object) => {
    const flags = lockdown[componentOf(object)];
    const args = argumentsOf(object.manifest);
    return flags ? [{ object, flags, args, lacks: flags.filter((flag) => !isGiven(flag, args)) }] : [];
  });
  const all = (flag: string) => {
    const asked = read.filter(({ flags }) => flags.includes(flag));
    return asked.length > 0 && asked.every(({ lacks }) => !lacks.includes(flag));
  };
  const [name] = read.flatMap(({ args }) => saidOf(account, args) ?? []);
  return {
    namespace: first.manifest.metadata.namespace ?? fluxInstallation.open.namespace,
    defaultServiceAccount: all(account) ? name : undefined,
    refusesForeignReferences: all(ownReferences),
    refusesRemoteBases: all(ownBases),
    controllers: read.map(({ object, lacks }): Controller => ({ object, lacks })),
  };
}

/** A FluxInstance locks down by a field of its own, or by patches that add the flags. @see https://fluxoperator.dev/docs/crd/fluxinstance/ */
function ofInstance(object: IndexedObject): FluxInstallation {
  const { metadata, spec } = object.manifest;
  const [instance] = recordsIn([spec]);
  const [cluster] = recordsIn([instance?.cluster]);
  const [kustomize] = recordsIn([instance?.kustomize]);
  const patches = recordsIn(kustomize?.patches).map(({ patch }) => textOf(patch));
  const patched = (flag: string) => patches.find((patch) => patch.includes(flag));
  const namespace = metadata.namespace ?? fluxInstallation.open.namespace;
  const [, named] = new RegExp(`${account}=([-.\\w]+)`).exec(patched(account) ?? '') ?? [];
  const given = textOf(cluster?.tenantDefaultServiceAccount) || fluxInstallation.lockedDown.defaultServiceAccount;
  const multitenant = cluster?.multitenant === true;
  const isLocked = multitenant || (patched(ownReferences) !== undefined && named !== undefined);
  return {
    namespace,
    defaultServiceAccount: multitenant ? given : named,
    refusesForeignReferences: multitenant || patched(ownReferences) !== undefined,
    refusesRemoteBases: multitenant || patched(ownBases) !== undefined,
    controllers: [{ object, lacks: isLocked ? [] : ['spec.cluster.multitenant: true'] }],
  };
}

/** What a Deployment runs; shards of a controller have its name with something behind it. */
function componentOf({ manifest: { metadata } }: IndexedObject): string {
  const names = Object.keys(lockdown);
  return names.find((name) => metadata.name === name || metadata.name.startsWith(`${name}-`)) ?? '';
}

/** The value of a flag, the last one counts: the empty string for a flag alone. */
function saidOf(flag: string, args: readonly string[]): string | undefined {
  const said = args.findLast((arg) => arg === flag || arg.startsWith(`${flag}=`));
  return said?.slice(flag.length + 1);
}

function isGiven(flag: string, args: readonly string[]): boolean {
  const value = saidOf(flag, args);
  if (flag === account) return value !== undefined && value !== '';
  return value !== undefined && !['false', 'f', '0'].includes(value.toLowerCase());
}
