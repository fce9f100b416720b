import type { Construct } from 'constructs';
import type { GitRepositorySpec } from '../../imports/source.toolkit.fluxcd.io';
import { SourceObject, type SourceProps } from './source-object';

/** A Git repository that Flux clones. @see https://fluxcd.io/flux/components/source/gitrepositories/ */
export class GitRepository extends SourceObject<GitRepositorySpec> {
  constructor(scope: Construct, id: string, props: SourceProps<GitRepositorySpec>) {
    super(scope, id, 'GitRepository', props);
  }
}
