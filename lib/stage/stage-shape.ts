import * as shape from './shape';
import {
  type ClusterFacts,
  type StagedCluster,
  type StagedEnvironment,
  type StagedFile,
  type StagedFleet,
  type StagedList,
  type StagedObject,
  type StagedOwner,
  stageFormat,
} from './stage';

/** What tells one format, and one version of the package, from another. */
export const stampShape = shape.record<{ format: number; version: string }>({
  format: shape.count,
  version: shape.text,
});

/** Shape of `.index/fleet.json`. */
export const fleetShape = shape.record<StagedFleet>({
  format: shape.oneOf(stageFormat),
  version: shape.text,
  inputs: shape.text,
  complete: shape.flag,
  environments: shape.list(
    shape.record<StagedEnvironment>({ name: shape.text, promotesFrom: shape.optional(shape.text) }),
  ),
  clusters: shape.list(
    shape.record<ClusterFacts>({
      name: shape.clusterName,
      environment: shape.text,
      tenants: shape.list(shape.text),
      objects: shape.count,
      files: shape.count,
    }),
  ),
});

/** Fields of a list, which an inventory holds as well. */
export const listFields = {
  path: shape.treePath,
  header: shape.text,
  members: shape.list(shape.record<StagedList['members'][number]>({ resource: shape.text, owner: shape.text })),
};

/** Shape of a file, which an inventory holds as well. */
export const fileShape = shape.record<StagedFile>({ path: shape.treePath, sha256: shape.sha256Hex, owner: shape.text });

/** Shape of `.index/clusters/<cluster>.json`. */
export const clusterShape = shape.record<StagedCluster>({
  format: shape.oneOf(stageFormat),
  cluster: shape.clusterName,
  environment: shape.text,
  flux: shape.record<StagedCluster['flux']>({ bootstrap: shape.oneOf('cli', 'operator'), version: shape.text }),
  bootstrapFiles: shape.list(shape.treePath),
  owners: shape.list(
    shape.record<StagedOwner>({ key: shape.text, needs: shape.list(shape.text), owners: shape.list(shape.text) }),
  ),
  files: shape.list(fileShape),
  lists: shape.list(shape.record<StagedList>(listFields)),
  objects: shape.list(
    shape.record<StagedObject>({
      apiVersion: shape.text,
      kind: shape.text,
      namespace: shape.optional(shape.text),
      name: shape.text,
      owner: shape.text,
      file: shape.text,
      construct: shape.text,
      sha256: shape.text,
    }),
  ),
});
