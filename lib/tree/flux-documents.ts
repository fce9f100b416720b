import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../manifest/finding';
import { groupOf, type Manifest } from '../manifest/manifest';
import type { Reading } from './closure';
import { listIn, mapIn, stringIn } from './fields';
import { folderOf, nameOf } from './path';
import { maxFileSize } from './yaml-files';

/** A document of the repo that says something to Flux, as it is written. */
export interface FluxDocument {
  readonly manifest: Manifest;
  readonly file: string;
  readonly line: number;
}

/** The groups of Flux and of its operator. */
const marks = ['toolkit.fluxcd.io', 'fluxcd.controlplane.io'].map((group) => Buffer.from(group));

/**
 * Every object of Flux in the source's files, and what keeps such a file from being read. Charts are left out: what is
 * in them is no YAML before Helm has seen it.
 */
export function fluxDocuments(reading: Reading): { readonly documents: FluxDocument[]; readonly findings: Finding[] } {
  const documents: FluxDocument[] = [];
  const findings: Finding[] = [];
  for (const [path, file] of reading.source.files) {
    if (!/\.ya?ml$/.test(path) || nameOf(path) === 'gotk-components.yaml' || !mentionsFlux(reading, file)) continue;
    const yaml = reading.yaml.of(file);
    if (!isInChart(reading, path)) findings.push(...yaml.findings);
    for (const { value, line } of yaml.documents.flatMap(({ value, line }) =>
      itemsOf(value).map((value) => ({ value, line })),
    ))
      if (isFlux(value)) documents.push({ manifest: value as Manifest, file, line });
  }
  return { documents, findings };
}

/** The Flux kind of an object by group and kind, whatever its version is. */
export function isKind(manifest: Readonly<Record<string, unknown>>, group: string, kind: string): boolean {
  return manifest.kind === kind && groupOf(String(manifest.apiVersion)) === group;
}

function mentionsFlux({ repo }: Reading, file: string): boolean {
  if ((repo.files.get(file) ?? 0) > maxFileSize) return false;
  try {
    const content = readFileSync(join(repo.root, file));
    return marks.some((mark) => content.includes(mark));
  } catch {
    return true;
  }
}

function isInChart({ source }: Reading, path: string): boolean {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder))
    if (source.folders.get(folder)?.files.includes('Chart.yaml')) return true;
  return false;
}

function isFlux(value: Readonly<Record<string, unknown>>): boolean {
  const group = groupOf(stringIn(value.apiVersion) ?? '');
  const isOurs = group.endsWith('.toolkit.fluxcd.io') || group === 'fluxcd.controlplane.io';
  return isOurs && stringIn(value.kind) !== undefined && stringIn(mapIn(value.metadata).name) !== undefined;
}

function itemsOf(value: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  return value.kind === 'List' ? listIn(value.items).map(mapIn) : [value];
}
