/** A Kubernetes object as a plain JavaScript object. */
export interface Manifest {
  /** Group and version, `apps/v1`; the version alone for the core group. */
  readonly apiVersion: string;
  /** `Deployment` */
  readonly kind: string;
  /** What names the object. */
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

/** The part of `metadata` that a hub writes. */
export interface ManifestMetadata {
  /** Unique among the objects of its kind and namespace. */
  readonly name: string;
  /** Where it lives. @default - in no namespace */
  readonly namespace?: string;
  /** What selectors find it by. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** What tools note on it. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** The API group of an `apiVersion`; the empty string for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The version of an `apiVersion`: `v1` of `apps/v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}
