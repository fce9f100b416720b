import type { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import type { Manifest } from '../manifest/manifest';
import { rememberOrigin, remembersItself } from '../origin/origin';
import { applyPatch } from './patch';

const KUBE_OBJECT = Symbol.for('cdk8s-flux-hub.KubeObject');

/** A Kubernetes object given as a plain manifest: the base of every construct here that renders one object. */
export class KubeObject extends Construct {
  /** Whether a value is a KubeObject, also one of another copy of this package. */
  static isKubeObject(value: object): value is KubeObject {
    return KUBE_OBJECT in value;
  }

  private readonly given: Manifest;
  private patches: readonly JsonPatch[] = [];

  /** @param manifest the object, or what makes it, given the construct as a scope for what the object needs */
  constructor(scope: Construct, id: string, manifest: Manifest | ((self: Construct) => Manifest)) {
    super(scope, id);
    rememberOrigin(this);
    this.given = typeof manifest === 'function' ? manifest(this) : manifest;
  }

  /** The object as it was given. Patches and overrides come on top when the cluster is rendered. */
  get manifest(): Manifest {
    return this.given;
  }

  /** `metadata.name` */
  get name(): string {
    return this.manifest.metadata.name;
  }

  /** `metadata.namespace`; undefined for objects that live in no namespace. */
  get namespace(): string | undefined {
    return this.manifest.metadata.namespace;
  }

  /**
   * Changes the final manifest where no property reaches. Paths are those of the YAML.
   * A patch that matches nothing is an error at synth.
   * @see https://datatracker.ietf.org/doc/html/rfc6902
   */
  patch(...operations: readonly JsonPatch[]): void {
    this.patches = [...this.patches, ...operations];
  }

  /**
   * The manifest with its patches applied.
   * @internal
   */
  render(): Manifest {
    return this.patches.length === 0 ? this.manifest : applyPatch(this.manifest, this.patches);
  }
}

Object.defineProperty(KubeObject.prototype, KUBE_OBJECT, { value: true });
remembersItself(KubeObject);
