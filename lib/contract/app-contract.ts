import type { Manifest } from '../manifest/manifest';
import { mapIn, stringIn } from '../tree/fields';
import { resolveIn } from '../tree/path';
import { replacesVariables, variableSources } from '../tree/post-build';
import type { AppContract } from './contract';

/** What a Flux Kustomization of a tenant expects of the repo it applies. @param configMaps those beside it */
export function appContract(kustomization: Manifest, configMaps: readonly Manifest[]): AppContract {
  const { path, sourceRef, serviceAccountName, targetNamespace } = mapIn(kustomization.spec);
  const { kind, name } = mapIn(sourceRef);
  const target = stringIn(targetNamespace);
  return {
    path: resolveIn('', stringIn(path) ?? '') ?? '',
    source: `${kind}/${name}`,
    serviceAccount: stringIn(serviceAccountName) ?? 'default',
    ...(target !== undefined && { targetNamespace: target }),
    ...(replacesVariables(kustomization) && { variables: variablesOf(kustomization, configMaps) }),
    ...(hasMoreVariables(kustomization, configMaps) && { moreVariables: true }),
  };
}

function hasMoreVariables(kustomization: Manifest, configMaps: readonly Manifest[]): boolean {
  const known = new Set(configMaps.map(({ metadata }) => metadata.name));
  return variableSources(kustomization).some(({ kind, name }) => kind !== 'ConfigMap' || !known.has(name));
}

/** Those whose values the hub has: a Secret's are nobody's business. What the Kustomization says itself comes last. */
function variablesOf(kustomization: Manifest, configMaps: readonly Manifest[]): Readonly<Record<string, string>> {
  const sources = variableSources(kustomization).filter(({ kind }) => kind === 'ConfigMap');
  const data = sources.map(({ name }) => configMaps.find(({ metadata }) => metadata.name === name)?.data);
  const { substitute } = mapIn(mapIn(kustomization.spec).postBuild);
  const values = Object.entries({ ...Object.assign({}, ...data.map(mapIn)), ...mapIn(substitute) });
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}
