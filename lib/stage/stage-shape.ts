import type { ClusterRecord, HostnameSummary, SourceSummary, Standing, TenantSummary } from './cluster-record';
import * as shape from './shape';
import {
  type RenderedFile,
  type StagedCluster,
  type StagedContract,
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

const standing = {
  object: shape.record<Standing['object']>({
    apiVersion: shape.text,
    kind: shape.text,
    namespace: shape.optional(shape.text),
    name: shape.text,
  }),
  construct: shape.optional(shape.text),
  file: shape.optional(shape.text),
  line: shape.optional(shape.count),
};

/** Shape of what is known of a cluster. */
const recordShape = shape.record<ClusterRecord>({
  name: shape.clusterName,
  environment: shape.text,
  tenants: shape.list(shape.record<TenantSummary>({ name: shape.text, namespaces: shape.list(shape.text) })),
  sources: shape.list(
    shape.record<SourceSummary>({
      ...standing,
      owner: shape.optional(shape.text),
      url: shape.text,
      ref: shape.mapOf(shape.text),
    }),
  ),
  hostnames: shape.list(
    shape.record<HostnameSummary>({
      ...standing,
      hostname: shape.text,
      owner: shape.optional(shape.text),
      global: shape.flag,
    }),
  ),
  objects: shape.count,
  files: shape.count,
});

/** Shape of `.index/fleet.json`. */
export const fleetShape = shape.record<StagedFleet>({
  format: shape.oneOf(stageFormat),
  version: shape.text,
  inputs: shape.text,
  complete: shape.flag,
  owners: shape.list(shape.text),
  environments: shape.list(
    shape.record<StagedEnvironment>({ name: shape.text, promotesFrom: shape.optional(shape.text) }),
  ),
  clusters: shape.list(recordShape),
});

/** Fields of a list, which an inventory holds as well. */
export const listFields = {
  path: shape.treePath,
  header: shape.text,
  members: shape.list(shape.record<StagedList['members'][number]>({ resource: shape.text, owner: shape.text })),
};

const fileFields = { path: shape.treePath, sha256: shape.sha256Hex, owner: shape.text };

/** Shape of a file, which an inventory holds as well. */
export const fileShape = shape.record<StagedFile>(fileFields);

const objectShape = shape.record<StagedObject>({
  apiVersion: shape.text,
  kind: shape.text,
  namespace: shape.optional(shape.text),
  name: shape.text,
  construct: shape.text,
});

/** Shape of a part of a contract, which an inventory holds as well. */
export const contractShape = shape.record<StagedContract>({ owner: shape.text, part: shape.anyObject });

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
  files: shape.list(shape.record<RenderedFile>({ ...fileFields, objects: shape.list(objectShape) })),
  lists: shape.list(shape.record<StagedList>(listFields)),
  contracts: shape.list(contractShape),
});
