import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Finding, hasErrors } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import { objectsAsListed } from './as-listed';
import { type Closure, closureOf, generatedResources, kustomizationsIn, type Reading } from './closure';
import { isManifest, listIn } from './fields';
import { type BuildSpec, componentsOf, withBuildSpec } from './flux-kustomization';
import { knownFields } from './kustomize-files';
import { type KustomizeTool, type Outcome, runTool } from './kustomize-tool';
import { resolveIn, shown } from './path';
import { type Origin, provenanceOf } from './provenance';
import { isRemoteFile, isRemoteFolder } from './remote';
import { treeFinding } from './tree-finding';
import { parseYaml } from './yaml-files';

/** What is to be built. */
export interface BuildRequest {
  /** In the source. */
  readonly folder: string;
  readonly spec: BuildSpec;
  /** Whether variables are to be replaced in the text that kustomize writes. */
  readonly asText: boolean;
  /** Whether the folder is a cluster's own. */
  readonly ofCluster: boolean;
}

/** What builds it. */
export interface Tooling {
  /** Undefined where there is none here. */
  readonly tool: KustomizeTool | undefined;
  /** The most that one build may take, in milliseconds. */
  readonly limit: number;
}

/** What became of it. */
export interface Build {
  /** Undefined where it cannot be built; the findings say why. */
  readonly objects: readonly BuiltObject[] | undefined;
  readonly findings: readonly Finding[];
  /** Every file that was read, relative to the repo. */
  readonly files: readonly string[];
  /** Whether it takes kustomize, and there is none. */
  readonly lacksTool?: boolean;
}

/** An object, with where it is written. */
export interface BuiltObject extends Partial<Origin> {
  readonly manifest: Manifest;
  /** The YAML that kustomize wrote, where it was asked for. */
  readonly text?: string;
  /** Names of variables in it whose values nobody here knows. @default - none */
  readonly unknownVariables?: readonly string[] | undefined;
}

/**
 * Builds a folder as kustomize-controller does, up to the replacement of variables. Nothing remote is fetched and no
 * plugin runs: where the folder needs any, it is not built, and findings say so.
 */
export async function buildFolder(reading: Reading, request: BuildRequest, tooling: Tooling): Promise<Build> {
  const { folder, spec } = request;
  const refused = componentsOf(spec).filter((path) => isForeign(folder, path));
  const components = componentsOf(spec).filter((path) => !isForeign(folder, path) && isThere(reading, folder, path));
  const closure = closureOf(reading, folder, components, request.ofCluster);
  const files = [...closure.files].map((path) => reading.source.files.get(path) as string);
  const findings = [
    ...closure.findings,
    ...refused.map((path) =>
      treeFinding('tree/outside', `The component ${path} of ${shown(folder)} is not in the source.`),
    ),
    ...missingComponents(reading, request),
  ];
  if (hasErrors(findings)) return { objects: undefined, findings, files };
  const provenance = provenanceOf(closure.objects);
  const placed = (manifest: Manifest, text?: string): BuiltObject => {
    const { file, line } = provenance(manifest) ?? kustomizationOf(reading, folder);
    return { manifest, ...(file && { file, line }), ...(text !== undefined && { text }) };
  };
  const isPlain = Object.keys(spec).length === 0 && !request.asText;
  const listed = isPlain ? objectsAsListed(closure) : undefined;
  if (listed)
    return {
      objects: listed.map(({ value, file, line }) => ({ manifest: value as Manifest, file, line })),
      findings,
      files,
    };
  if (isEmpty(closure, reading, folder)) return { objects: [], findings, files };
  if (!tooling.tool) return { objects: undefined, findings, files, lacksTool: true };
  const failed = (outcome: Exclude<Outcome, { readonly text: string }>): Build => {
    const reason = 'timeout' in outcome ? undefined : outcome.error;
    return { objects: undefined, findings: [...findings, failure(reading, request, tooling, reason)], files };
  };
  const outcome = await inCopy(reading, request, closure, (path) =>
    runTool(tooling.tool as KustomizeTool, path, tooling.limit),
  ).catch((error: NodeJS.ErrnoException) => ({ error: `its files cannot be copied: ${error.code}` }));
  if ('text' in outcome) {
    const documents = outcome.text.split(/^---\n/m).filter((text) => text.trim() !== '');
    const parsed = documents.map((text) => ({ text, value: parseYaml(text, folder).documents[0]?.value }));
    const objects = parsed.flatMap(({ text, value }) =>
      isManifest(value) ? [placed(value, request.asText ? text : undefined)] : [],
    );
    if (objects.length === documents.length) return { objects, findings, files };
    return failed({ error: 'what is built is no list of Kubernetes objects' });
  }
  return failed(outcome);
}

/** @param reason why it does not build; undefined where it was stopped */
function failure(reading: Reading, { folder }: BuildRequest, { limit }: Tooling, reason: string | undefined): Finding {
  const at = kustomizationOf(reading, folder);
  if (reason === undefined)
    return treeFinding(
      'tree/timeout',
      `${shown(folder)} takes more than ${limit / 1000} s to build: it was stopped.`,
      at,
    );
  return treeFinding('tree/build', `${shown(folder)} does not build: ${reason}.`, at);
}

/** Runs something on a copy of what the build reads, and of nothing else. */
async function inCopy<T extends object>(
  reading: Reading,
  request: BuildRequest,
  closure: Closure,
  run: (folder: string) => Promise<T>,
): Promise<T> {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'flux-hub-')));
  try {
    for (const path of closure.files) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      copyFileSync(join(reading.repo.root, reading.source.files.get(path) as string), join(copy, path));
    }
    const folder = join(copy, request.folder);
    mkdirSync(folder, { recursive: true });
    const [name = 'kustomization.yaml'] = kustomizationsIn(reading.source, request.folder);
    writeFileSync(join(folder, name), JSON.stringify(rootKustomization(reading, request, closure)));
    const outcome = await run(folder);
    return 'error' in outcome
      ? { ...outcome, error: String(outcome.error).replaceAll(`${copy}/`, '').replaceAll(copy, '.') }
      : outcome;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The kustomization of the folder as Flux writes it before it builds. */
function rootKustomization(
  reading: Reading,
  { folder, spec }: BuildRequest,
  { unborn }: Closure,
): Record<string, unknown> {
  const [name] = kustomizationsIn(reading.source, folder);
  const missing = (path: string) => !isThere(reading, folder, path);
  if (name === undefined) {
    const prefix = folder === '' ? 0 : folder.length + 1;
    const resources = generatedResources(reading.source, folder).map((path) => path.slice(prefix));
    return withBuildSpec(resources.length > 0 ? { resources } : { namespace: '_placeholder' }, spec, missing);
  }
  const own = fileIn(reading, folder, name);
  const [document] = reading.yaml.of(own).documents;
  const known = knownFields(document?.value ?? {});
  const resources = listIn(known.resources).filter((path) => !unborn.has(String(path)));
  return withBuildSpec(
    resources.length < listIn(known.resources).length ? { ...known, resources } : known,
    spec,
    missing,
  );
}

/** Where what nobody else made is said to come from. */
function kustomizationOf(reading: Reading, folder: string): Partial<Origin> {
  const [name] = kustomizationsIn(reading.source, folder);
  return name === undefined ? {} : { file: fileIn(reading, folder, name), line: 1 };
}

function fileIn({ source }: Reading, folder: string, name: string): string {
  return source.files.get(folder === '' ? name : `${folder}/${name}`) as string;
}

/** Whether there is nothing to apply, which kustomize would call an error and Flux does not. */
function isEmpty(closure: Closure, reading: Reading, folder: string): boolean {
  return (
    closure.objects.length === 0 && closure.files.size === 0 && kustomizationsIn(reading.source, folder).length === 0
  );
}

function missingComponents(reading: Reading, { folder, spec }: BuildRequest): Finding[] {
  if (spec.ignoreMissingComponents === true) return [];
  return componentsOf(spec)
    .filter((path) => !isForeign(folder, path) && !isThere(reading, folder, path))
    .map((path) => treeFinding('tree/missing', `The component ${path} of ${shown(folder)} is not in the source.`));
}

function isForeign(folder: string, path: string): boolean {
  return isRemoteFile(path) || isRemoteFolder(path) || resolveIn(folder, path) === undefined;
}

function isThere({ source }: Reading, folder: string, path: string): boolean {
  const target = resolveIn(folder, path);
  return target !== undefined && source.folders.has(target);
}
