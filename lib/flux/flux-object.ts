import type { Construct } from 'constructs';
import { clusterOf } from '../object/cluster-context';
import { KubeObject } from '../object/kube-object';
import { apiVersionOf } from '../versions/flux';

/** Name and place of a Flux object. */
export interface FluxObjectMetadata {
  /** `metadata.name`; of a Kustomization or HelmRelease at most 63 characters. */
  readonly name: string;
  /** `metadata.namespace` */
  readonly namespace: string;
  /** `metadata.labels` @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** `metadata.annotations` @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object of a Flux kind, in the version that the cluster's Flux serves. */
export class FluxObject extends KubeObject {
  constructor(scope: Construct, id: string, kind: string, metadata: FluxObjectMetadata, spec: object) {
    const { release } = clusterOf(scope).flux;
    super(scope, id, { apiVersion: apiVersionOf(release, kind), kind, metadata: { ...metadata }, spec });
  }
}
