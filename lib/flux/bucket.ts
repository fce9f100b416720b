import type { Construct } from 'constructs';
import type { BucketSpec } from '../../imports/source.toolkit.fluxcd.io';
import { SourceObject, type SourceProps } from './source-object';

/** An S3-compatible bucket of manifests. @see https://fluxcd.io/flux/components/source/buckets/ */
export class Bucket extends SourceObject<BucketSpec> {
  constructor(scope: Construct, id: string, props: SourceProps<BucketSpec>) {
    super(scope, id, 'Bucket', props);
  }
}
