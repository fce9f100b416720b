import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { clusterNames, hubFiles, tenantFiles, tenantNames } from './programs/fleet.mjs';
import type { Size } from './size';

/**
 * That what a row has rendered holds every object of the fleet, field by field. It may hold more: a hub adds what applies
 * the tenants' folders.
 * @throws Error naming the first object that is missing
 */
export function checkObjects(row: string, { clusters, tenants }: Size, output: string): void {
  const rendered = new Map<string, object[]>();
  for (const object of objectsBelow(output)) {
    const alike = rendered.get(identity(object));
    if (alike) alike.push(object);
    else rendered.set(identity(object), [object]);
  }
  for (const cluster of clusterNames(clusters))
    for (const tenant of tenantNames(tenants))
      for (const { objects } of tenantFiles(cluster, tenant))
        for (const object of objects) {
          const alike = rendered.get(identity(object)) ?? [];
          if (!alike.some((other) => isDeepStrictEqual(other, object)))
            throw new Error(`${row} does not render ${identity(object)} of ${cluster} as the fleet has it`);
        }
}

/**
 * That a hub writes the tenants' files as the bare tree has them, byte for byte, but for the first line, which says what they
 * are generated for.
 * @throws Error naming the first file that differs
 */
export function checkFiles({ clusters, tenants }: Size, hub: string, tree: string): void {
  for (const cluster of clusterNames(clusters))
    for (const tenant of tenantNames(tenants))
      for (const { folder, name } of [...tenantFiles(cluster, tenant), ...hubFiles(cluster, tenant)]) {
        const path = join(folder, name);
        const rendered = readFileSync(join(hub, path), 'utf8').replace(contractLines, '');
        if (rendered.slice(rendered.indexOf('\n') + 1) !== readFileSync(join(tree, path), 'utf8'))
          throw new Error(`the hub does not write ${path} as the bare tree has it`);
      }
}

/** A hub adds to tenants' Kustomizations which contract they are applied under, and nobody else has contracts. */
const contractLines = /^ {2}commonMetadata:\n {4}annotations:\n {6}cdk8s-flux-hub\/contract: \w+\n/gm;

function withoutContract<T extends Identified>(object: T): T {
  const { commonMetadata: _, ...spec } = object.spec ?? {};
  return object.kind === 'Kustomization' ? { ...object, spec } : object;
}

type Identified = {
  readonly kind?: string;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly metadata?: { readonly namespace?: string; readonly name?: string };
};

function objectsBelow(folder: string): Identified[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .flatMap((path) => parseAllDocuments(readFileSync(join(folder, path), 'utf8'), { version: '1.1' }))
    .map((document) => withoutContract(document.toJS() as Identified));
}

function identity({ kind, metadata }: Identified): string {
  return `${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`;
}
