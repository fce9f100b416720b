import type { Construct } from 'constructs';
import type { OciRepositorySpec } from '../../imports/source.toolkit.fluxcd.io';
import { SourceObject, type SourceProps } from './source-object';

/** An OCI artifact that Flux pulls: manifests or a Helm chart. @see https://fluxcd.io/flux/components/source/ocirepositories/ */
export class OciRepository extends SourceObject<OciRepositorySpec> {
  constructor(scope: Construct, id: string, props: SourceProps<OciRepositorySpec>) {
    super(scope, id, 'OCIRepository', props);
  }
}
