import type { Manifest } from '../manifest/manifest';
import { mapIn, stringIn } from '../tree/fields';
import { buildSpecOf } from '../tree/flux-kustomization';
import { resolveIn } from '../tree/path';
import { replacesVariables, variableSources } from '../tree/post-build';
import { type BuildContract, buildFields } from './build-contract';
import type { AppContract } from './contract';

/**
 * What a Flux Kustomization of a tenant expects of the repo it applies, and all of its spec that changes what it applies. When it
 * does so, what it waits for, and what becomes of objects that are there already is nobody's business here.
 * @param configMaps those beside it
 */
export function appContract(kustomization: Manifest, configMaps: readonly Manifest[]): AppContract {
  const spec = mapIn(kustomization.spec);
  const { path, sourceRef, serviceAccountName, targetNamespace, commonMetadata, decryption, kubeConfig } = spec;
  const { kind, name } = mapIn(sourceRef);
  const target = stringIn(targetNamespace);
  const build = buildOf(spec);
  return {
    path: resolveIn('', stringIn(path) ?? '') ?? '',
    source: `${kind}/${name}`,
    serviceAccount: stringIn(serviceAccountName) ?? 'default',
    ...(target !== undefined && { targetNamespace: target }),
    ...(replacesVariables(kustomization) && { variables: variablesOf(kustomization, configMaps) }),
    ...(hasMoreVariables(kustomization, configMaps) && { moreVariables: true }),
    ...(mapIn(spec.postBuild).substituteStrategy === 'Always' && { substituteStrategy: 'Always' }),
    ...(Object.keys(build).length > 0 && { build }),
    ...(Object.keys(mapIn(commonMetadata)).length > 0 && { commonMetadata: mapIn(commonMetadata) }),
    ...(decryption !== undefined && { decrypts: true }),
    ...(kubeConfig !== undefined && { otherCluster: true }),
  };
}

function buildOf(spec: Readonly<Record<string, unknown>>): BuildContract {
  const said = Object.entries(buildSpecOf(spec)).filter(([field]) => buildFields.some((known) => known === field));
  return Object.fromEntries(said);
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
