import type { Construct } from 'constructs';
import type { Manifest } from '../manifest/manifest';
import { remembersItself } from '../origin/origin';
import { KubeObject } from './kube-object';

/** An object that grows while its cluster is composed: what it holds is read when it is rendered. */
export class LateObject extends KubeObject {
  private readonly late: () => Manifest;

  /** @param manifest makes the object as it stands; called again whenever somebody looks at it */
  constructor(scope: Construct, id: string, manifest: () => Manifest) {
    super(scope, id, manifest);
    this.late = manifest;
  }

  override get manifest(): Manifest {
    return this.late();
  }
}

remembersItself(LateObject);
