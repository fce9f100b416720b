import type { FluxRelease } from './flux';

/** What a cluster runs. */
export interface ClusterVersions {
  readonly name: string;
  /** Kubernetes minor, `1.34`. */
  readonly kubernetes: string;
  readonly flux: { readonly version: string; readonly release: FluxRelease; readonly components: readonly string[] };
  /** Gateway API release, `1.6` or `1.6.1`; undefined where the cluster has none. */
  readonly gatewayApi?: { readonly version: string } | undefined;
}
