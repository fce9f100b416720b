import type { ClusterContract } from '../contract/contract';
import { kindOf } from '../manifest/catalog';
import { groupOf, type Manifest } from '../manifest/manifest';
import type { BuiltApp } from './built-app';
import { hasAllApps } from './spoke-facts';
import { unreplacedObjects } from './substitution-traps';

/** The namespaces of a tenant whose Services are all in the repo: none, where another repo, a chart or a controller may make some. */
export function wholeNamespaces(contract: ClusterContract, apps: readonly BuiltApp[]): ReadonlySet<string> {
  const isWhole = hasAllApps({ apps, contract }) && !contract.filled && !apps.some(mayServeMore);
  return new Set(isWhole ? Object.keys(contract.namespaces) : []);
}

/** Groups of kinds by which more is applied than is seen. */
const applying: ReadonlySet<string> = new Set([
  'helm.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
  'fluxcd.controlplane.io',
  'kyverno.io',
  'policies.kyverno.io',
]);

function mayServeMore(app: BuiltApp): boolean {
  return (
    app.objects.some(({ manifest }) => bringsMore(manifest)) ||
    unreplacedObjects(app).some(({ manifest }) => manifest.kind === 'Service')
  );
}

/** What an operator that nobody here knows makes of its kinds may have a Service. */
function bringsMore({ apiVersion, kind }: Manifest): boolean {
  return applying.has(groupOf(apiVersion)) || kindOf(apiVersion, kind) === undefined;
}
