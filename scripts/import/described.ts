import type { CatalogRow } from './catalog';
import type { Crd } from './crds';
import { hoist } from './hoist';
import { type BuiltInKind, type Definitions, objectMeta } from './openapi';
import { builtInSchema } from './openapi-schema';
import { apiVersionOf, definitionsFromSchema, schemaPath } from './paths';
import type { Project } from './projects';
import { jsonText, objectSchema, type Schema } from './schema';

/** Kinds with their schemas. */
export interface Described {
  readonly rows: readonly CatalogRow[];
  /** By path, as the rows name them. */
  readonly schemas: ReadonlyMap<string, Schema>;
}

/** What the catalogue says of the built-in kinds. */
export function describeBuiltIns(kinds: readonly BuiltInKind[], definitions: Definitions): Described {
  const rows: CatalogRow[] = [];
  const schemas = new Map<string, Schema>();
  for (const kind of kinds) {
    const { definition: _, ...row } = kind;
    const path = schemaPath('kubernetes', kind.group, kind.version, kind.kind);
    rows.push({ ...row, project: 'kubernetes', schemas: { '*': path } });
    schemas.set(path, builtInSchema(kind, definitions, definitionsFromSchema));
  }
  return { rows, schemas };
}

/**
 * What the catalogue says of a project's kinds. A schema that is as it was in the release before has no second file.
 * @param crdsOfReleases one list for each of the project's releases
 */
export function describeProject(project: Project, crdsOfReleases: readonly (readonly Crd[])[]): Described {
  const rows = new Map<string, CatalogRow>();
  const schemas = new Map<string, Schema>();
  for (const [index, { name: release }] of project.releases.entries()) {
    const folder = release === '*' ? project.name : `${project.name}-${release}`;
    for (const { group, kind, plural, scope, versions } of crdsOfReleases[index] ?? []) {
      for (const { name: version, schema: structural } of versions) {
        const target = { apiVersion: apiVersionOf(group, version), kind };
        const key = `${target.apiVersion}/${kind}`;
        const schema = hoist(objectSchema(target, structural, `${definitionsFromSchema}#/$defs/${objectMeta}`));
        const earlier = rows.get(key)?.schemas ?? {};
        const same = Object.values(earlier).find((path) => jsonText(schemas.get(path) ?? {}) === jsonText(schema));
        const path = same ?? schemaPath(folder, group, version, kind);
        schemas.set(path, schema);
        rows.set(key, {
          group,
          version,
          kind,
          plural,
          scope,
          project: project.name,
          schemas: { ...earlier, [release]: path },
        });
      }
    }
  }
  return { rows: [...rows.values()], schemas };
}
