import { catalogModule, validatorPath } from './catalog';
import { type Crd, readCrds } from './crds';
import { describeBuiltIns, describeProject } from './described';
import { builtIns, readDefinitions } from './openapi';
import { asCrd } from './openapi-crd';
import { sharedSchema } from './openapi-schema';
import { definitionsFromSchema, definitionsPath } from './paths';
import type { ImportTable, Project } from './projects';
import type { Reader } from './read';
import { jsonText } from './schema';
import { kubernetesVersionsModule, projectVersionsModule } from './served-kinds';
import { typeModules } from './types';
import { validatorModule } from './validators';

/** The content of the folder `imports`: path to text. The same input gives the same bytes. */
export async function renderImports(table: ImportTable, read: Reader): Promise<ReadonlyMap<string, string>> {
  const definitions = await readDefinitions(table.kubernetes, read);
  const kinds = builtIns(definitions, table.builtInKinds);
  const projects = await readProjects(table.projects, read);

  const described = [
    describeBuiltIns(kinds, definitions),
    ...projects.map(({ project, crds }) => describeProject(project, crds)),
  ];
  const schemas = new Map(described.flatMap((part) => [...part.schemas]));
  const shared = sharedSchema(schemas.values(), definitions, definitionsFromSchema);

  const typedBuiltIns = kinds.filter((kind) =>
    table.typedBuiltIns.includes(`${kind.group}/${kind.version}/${kind.kind}`),
  );
  const types = await typeModules([
    ...projects.map(({ project, crds }) => ({
      origin: `${project.title} ${newest(project).version}`,
      crds: crds.at(-1) ?? [],
    })),
    {
      origin: `Kubernetes ${table.kubernetes.version}`,
      crds: typedBuiltIns.map((kind) => asCrd(kind, definitions)),
    },
  ]);

  return new Map([
    ['catalog.ts', catalogModule(described.flatMap((part) => part.rows))],
    ['kubernetes-versions.ts', kubernetesVersionsModule(table.builtInKinds)],
    ...projects.flatMap(({ project, crds }) => projectVersions(project, crds.at(-1) ?? [])),
    ...[...types].map(([group, code]) => [`${group}.ts`, code] as const),
    [`schemas/${definitionsPath}`, jsonText(shared)],
    ...[...schemas].flatMap(([path, schema]) => [
      [`schemas/${path}`, jsonText(schema)] as const,
      [validatorPath(path), validatorModule({ path, schema }, { path: definitionsPath, schema: shared })] as const,
    ]),
  ]);
}

/** A project with its CRDs, one list for each of its releases. */
interface ReadProject {
  readonly project: Project;
  readonly crds: readonly (readonly Crd[])[];
}

/** One after the other, so that of several mistakes it is always the first that is told. */
async function readProjects(projects: readonly Project[], read: Reader): Promise<readonly ReadProject[]> {
  const done: ReadProject[] = [];
  for (const project of projects) {
    const crds: (readonly Crd[])[] = [];
    for (const release of project.releases) crds.push(await readCrds(project, release, read));
    done.push({ project, crds });
  }
  return done;
}

function newest({ releases }: Project) {
  return releases.at(-1) ?? releases[0];
}

/**
 * The module that tells a project's history, where the table has one.
 * @throws when the history names other kinds than the newest release serves
 */
function projectVersions(
  { name, title, history }: Project,
  crds: readonly Crd[],
): readonly (readonly [string, string])[] {
  if (!history) return [];
  const told = history
    .filter((row) => row.until === undefined)
    .flatMap((row) => row.kinds.map((kind) => `${row.group}/${row.version}/${kind}`));
  const served = crds.flatMap((crd) => crd.versions.map((version) => `${crd.group}/${version.name}/${crd.kind}`));
  const odd = [...told, ...served].find((target) => !told.includes(target) || !served.includes(target));
  if (odd !== undefined) throw new Error(`the history of ${title} and its CRDs disagree on ${odd}`);
  return [[`${name}-versions.ts`, projectVersionsModule(name, title, history)]];
}
