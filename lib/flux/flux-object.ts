import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { clusterOf } from '../object/cluster-context';
import { KubeObject } from '../object/kube-object';
import { type FluxIdentity, Owner } from '../object/owner';
import { useSecret } from '../secrets/secret-ref';
import { apiVersionOf } from '../versions/flux';
import { platformIdentity } from './names';
import { writeSecretRefs } from './secret-fields';

/** Name and place of a Flux object. */
export interface FluxObjectMetadata {
  /** `metadata.name`; of a Kustomization or HelmRelease at most 63 characters. @default - the construct's id */
  readonly name?: string;
  /** `metadata.namespace` @default - the tenant's first namespace; `flux-system` in a platform service */
  readonly namespace?: string;
  /** `metadata.labels` @default - the tenant's labels; none in a platform service */
  readonly labels?: Readonly<Record<string, string>>;
  /** `metadata.annotations` @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * An object of a Flux kind, in the version that the cluster's Flux serves. A field of its spec that names a Secret takes a
 * SecretRef too, which also says where the Secret comes from.
 */
export class FluxObject extends KubeObject {
  /** @param spec the spec, or what makes it, given the construct as a scope for what the object needs */
  constructor(
    scope: Construct,
    id: string,
    kind: string,
    metadata: FluxObjectMetadata,
    spec: object | ((self: Construct) => object),
  ) {
    const { release } = clusterOf(scope).flux;
    const namespace = namespaceOf(scope, metadata);
    super(scope, id, (self) => ({
      apiVersion: apiVersionOf(release, kind),
      kind,
      metadata: { labels: Chart.of(scope).labels, ...metadata, name: metadata.name ?? id, namespace },
      spec: writeSecretRefs(typeof spec === 'function' ? spec(self) : spec, (ref) => useSecret(self, ref, namespace)),
    }));
  }
}

/** The namespace of a Flux object: its own, or its owner's. */
export function namespaceOf(scope: Construct, { namespace }: Pick<FluxObjectMetadata, 'namespace'>): string {
  return namespace ?? identityOf(scope).namespace;
}

/** Whom Flux objects act as where they do not say: their owner. */
export function identityOf(scope: Construct): FluxIdentity {
  return Owner.around(scope)?.fluxIdentity ?? platformIdentity;
}

/** The properties of a construct without the fields of its metadata. */
export function withoutMetadata<Props extends FluxObjectMetadata>(props: Props): Omit<Props, keyof FluxObjectMetadata> {
  const { name, namespace, labels, annotations, ...rest } = props;
  return rest;
}

/** The fields of the metadata among the properties of a construct. */
export function metadataOf({ name, namespace, labels, annotations }: FluxObjectMetadata): FluxObjectMetadata {
  return {
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    ...(labels && { labels }),
    ...(annotations && { annotations }),
  };
}
