import type { Construct } from 'constructs';
import type { HelmRepositorySpec } from '../../imports/source.toolkit.fluxcd.io';
import { SourceObject, type SourceProps } from './source-object';

/** A repository of Helm charts. @see https://fluxcd.io/flux/components/source/helmrepositories/ */
export class HelmRepository extends SourceObject<HelmRepositorySpec> {
  constructor(scope: Construct, id: string, props: SourceProps<HelmRepositorySpec>) {
    super(scope, id, 'HelmRepository', props);
  }
}
