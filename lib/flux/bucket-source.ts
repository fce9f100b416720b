import type { SecretRef } from '../secrets/secret-ref';
import { Bucket } from './bucket';
import type { Duration } from './duration';
import type { SourceDefinition } from './source';

/** An S3-compatible bucket. */
export interface BucketSourceProps {
  /** Name of the bucket, as its service knows it. */
  readonly bucketName: string;
  /** Host and port of the service. */
  readonly endpoint: string;
  /** Only objects whose keys start so. @default - all of them */
  readonly prefix?: string;
  /** Whose service it is; decides how Flux signs in. @default 'generic' */
  readonly provider?: 'generic' | 'aws' | 'gcp' | 'azure';
  /** Region of the bucket. @default - the provider's own */
  readonly region?: string;
  /** Secret with `accesskey` and `secretkey`. @default - the provider's own identity, or a public bucket */
  readonly credentials?: SecretRef;
  /** How often new objects are looked for. @default '1m' */
  readonly interval?: Duration;
}

/** Where bucket content comes from. @see https://fluxcd.io/flux/components/source/buckets/ */
export const BucketSource = {
  /** Manifests in an S3-compatible bucket. */
  s3({ credentials, interval, ...bucket }: BucketSourceProps): SourceDefinition {
    return {
      create: (scope, id, metadata) =>
        new Bucket(scope, id, {
          ...metadata,
          ...bucket,
          ...(interval && { interval }),
          ...(credentials && { secretRef: credentials }),
        }),
    };
  },
};
