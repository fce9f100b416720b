import type { Finding } from '../manifest/finding';
import { findingObject } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import { formatId, idOf } from '../manifest/object-id';
import { withoutNulls } from '../manifest/without-nulls';
import type { BuiltObject } from './build-folder';
import { isManifest, listIn, mapIn } from './fields';
import { isExempt, type Substituted, substitute, type Variables, variableName } from './substitute';
import type { TemplateFault } from './substitution-template';
import { treeFinding } from './tree-finding';
import { parseYaml } from './yaml-files';

/** What the variables of a Flux Kustomization come to. */
export interface Substitution {
  /** Every variable that is known by name, with where its value comes from and whether anything uses it. */
  readonly variables: readonly {
    readonly name: string;
    /** `substitute`, `ConfigMap cluster-vars` or `Secret cluster-vars`: the last one that defines it. */
    readonly from: string;
    readonly used: boolean;
  }[];
  /** Those of `substituteFrom` that the repo does not hold. */
  readonly missing: readonly { readonly kind: string; readonly name: string; readonly optional: boolean }[];
  /** Used without value or default, where no missing Secret or ConfigMap may give one: Flux 2.9 refuses the object. */
  readonly undefined: readonly { readonly name: string; readonly object: BuiltObject }[];
  /** What looks like a variable and is none, as in a shell script that was not escaped: Flux refuses the object. */
  readonly unescaped: readonly (TemplateFault & { readonly object: BuiltObject })[];
}

/** Finds a ConfigMap or a Secret of the cluster. */
export type FindObject = (kind: string, namespace: string, name: string) => Manifest | undefined;

/** A ConfigMap or Secret that a Flux Kustomization takes variables from. */
export interface VariableSource {
  readonly kind: string;
  readonly name: string;
  readonly optional: boolean;
}

/** Where a Flux Kustomization takes its variables from, besides those that it gives itself. */
export function variableSources(kustomization: Manifest): VariableSource[] {
  return listIn(postBuildOf(kustomization).substituteFrom)
    .map(mapIn)
    .map(({ kind, name, optional }) => ({ kind: String(kind), name: String(name), optional: optional === true }));
}

/** Whether a Flux Kustomization may replace variables. */
export function replacesVariables(kustomization: Manifest): boolean {
  const { substitute: own, substituteFrom, substituteStrategy } = postBuildOf(kustomization);
  const some = Object.keys(mapIn(own)).length > 0 || listIn(substituteFrom).length > 0;
  return some || substituteStrategy === 'Always';
}

/**
 * The objects of a build as the API server takes them from the Flux Kustomization: its variables replaced, its metadata added,
 * and what is null left out.
 */
export function postBuild(
  kustomization: Manifest,
  objects: readonly BuiltObject[],
  find: FindObject,
): { readonly objects: BuiltObject[]; readonly substitution?: Substitution; readonly findings: Finding[] } {
  const { commonMetadata } = mapIn(kustomization.spec);
  const withMetadata = (object: BuiltObject) => ({
    ...object,
    manifest: addMetadata(withoutNulls(object.manifest), mapIn(commonMetadata)),
  });
  if (!replacesVariables(kustomization)) return { objects: objects.map(withMetadata), findings: [] };
  const known = variablesOf(kustomization, find);
  const always = postBuildOf(kustomization).substituteStrategy === 'Always';
  const runs = always || known.origins.size > 0 || known.variables.open;
  const results = objects.map((object) =>
    runs ? replace(object, known.variables) : { object, names: [], undefined: [], unescaped: [], findings: [] },
  );
  const used = new Set(results.flatMap(({ names }) => [...names]));
  const variables = [...known.origins].map(([name, from]) => ({ name, from, used: used.has(name) }));
  return {
    objects: results.map(({ object }) => withMetadata(object)),
    substitution: {
      variables,
      missing: known.missing,
      undefined: results.flatMap((result) => result.undefined),
      unescaped: results.flatMap((result) => result.unescaped),
    },
    findings: [
      ...invalidNames(kustomization, [...known.origins.keys()]),
      ...results.flatMap(({ findings }) => findings),
    ],
  };
}

interface Known {
  readonly variables: Variables;
  /** Where each comes from. */
  readonly origins: ReadonlyMap<string, string>;
  readonly missing: readonly VariableSource[];
}

/** Later sources override earlier ones, and the Kustomization's own values override all. */
function variablesOf(kustomization: Manifest, find: FindObject): Known {
  const values = new Map<string, string>();
  const hidden = new Set<string>();
  const origins = new Map<string, string>();
  const missing: VariableSource[] = [];
  const set = (name: string, value: string | undefined, from: string) => {
    origins.set(name, from);
    if (value === undefined) {
      values.delete(name);
      hidden.add(name);
    } else {
      values.set(name, value.replaceAll('\n', ''));
      hidden.delete(name);
    }
  };
  for (const source of variableSources(kustomization)) {
    const found = find(source.kind, kustomization.metadata.namespace ?? '', source.name);
    if (found === undefined) missing.push(source);
    else for (const [name, value] of contentOf(found)) set(name, value, `${source.kind} ${source.name}`);
  }
  for (const [name, value] of Object.entries(mapIn(postBuildOf(kustomization).substitute)))
    set(name, String(value), 'substitute');
  return { variables: { values, hidden, open: missing.length > 0 }, origins, missing };
}

/** Of a Secret, and of what is encrypted, only the names are known. */
function contentOf({ kind, data, stringData, sops }: Manifest): [name: string, value: string | undefined][] {
  const isHidden = kind === 'Secret' || sops !== undefined;
  return Object.entries({ ...mapIn(data), ...mapIn(stringData) }).map(([name, value]) => [
    name,
    isHidden ? undefined : String(value),
  ]);
}

interface Replaced extends Pick<Substitution, 'undefined' | 'unescaped'> {
  readonly object: BuiltObject;
  readonly names: Iterable<string>;
  readonly findings: readonly Finding[];
}

function replace(object: BuiltObject, variables: Variables): Replaced {
  const { manifest, text = '', ...rest } = object;
  if (isExempt(manifest.metadata)) return { object, names: [], undefined: [], unescaped: [], findings: [] };
  const result = substitute(text, variables);
  const value = result.text === text ? manifest : parseYaml(result.text, '').documents[0]?.value;
  return {
    object: { ...rest, manifest: isManifest(value) ? value : manifest, ...unknownIn(result) },
    names: result.names,
    undefined: [...result.undefined].map((name) => ({ name, object })),
    unescaped: result.faults.map((fault) => ({ ...fault, object })),
    findings: isManifest(value) ? [] : [broken(object)],
  };
}

/** Of what Flux refuses for want of a value, nobody knows what it should be either. */
function unknownIn({ unknown, undefined: lacking }: Substituted): Pick<BuiltObject, 'unknownVariables'> {
  const names = [...unknown, ...lacking];
  return names.length === 0 ? {} : { unknownVariables: names };
}

function addMetadata(manifest: Manifest, common: Readonly<Record<string, unknown>>): Manifest {
  const labels = mapIn(common.labels) as Record<string, string>;
  const annotations = mapIn(common.annotations) as Record<string, string>;
  if (Object.keys(labels).length + Object.keys(annotations).length === 0) return manifest;
  const { metadata } = manifest;
  return {
    ...manifest,
    metadata: {
      ...metadata,
      ...(Object.keys(labels).length > 0 && { labels: { ...metadata.labels, ...labels } }),
      ...(Object.keys(annotations).length > 0 && { annotations: { ...metadata.annotations, ...annotations } }),
    },
  };
}

function postBuildOf(kustomization: Manifest): Readonly<Record<string, unknown>> {
  return mapIn(mapIn(kustomization.spec).postBuild);
}

function invalidNames(kustomization: Manifest, names: readonly string[]): Finding[] {
  const id = idOf(kustomization);
  return names
    .filter((name) => !variableName.test(name))
    .map((name) =>
      treeFinding(
        'tree/substitution',
        `${formatId(id)} has a variable ${JSON.stringify(name)}: Flux refuses the name.`,
        {
          fix: 'Use letters, digits and underscores only.',
          object: findingObject(kustomization.apiVersion, id),
        },
      ),
    );
}

function broken({ manifest, file, line }: BuiltObject): Finding {
  const id = idOf(manifest);
  return treeFinding('tree/substitution', `${formatId(id)} is no object any more once its variables are replaced.`, {
    fix: 'Put the variable in quotes, or correct its value.',
    object: findingObject(manifest.apiVersion, id),
    file,
    line,
  });
}
