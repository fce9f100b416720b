import type { Construct } from 'constructs';
import type { KustomizationSpec } from '../../imports/kustomize.toolkit.fluxcd.io';
import { requireDependencies } from '../mistake/required';
import type { KustomizationRole } from '../object/kustomization-role';
import { kustomizationDefaults } from './defaults';
import { dependencyOn, type ReadyWhen } from './dependency';
import type { Duration } from './duration';
import {
  FluxObject,
  type FluxObjectMetadata,
  identityOf,
  metadataOf,
  namespaceOf,
  withoutMetadata,
} from './flux-object';
import type { Source } from './source';

type OwnFields = 'sourceRef' | 'dependsOn' | 'interval' | 'retryInterval' | 'timeout' | 'prune' | 'path';

/** The fields of a Kustomization. @see https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export interface KustomizationProps extends Omit<KustomizationSpec, OwnFields>, FluxObjectMetadata {
  /** What to apply from. */
  readonly source: Source;
  /** Folder in the source, relative to its root. @default './' */
  readonly path?: string;
  /** What must be ready first. Cycles are refused at synth. @default - nothing */
  readonly dependsOn?: readonly (Kustomization | ReadyWhen<Kustomization>)[];
  /** What it is for; decides its defaults, see docs/defaults.md. @default 'app' */
  readonly role?: KustomizationRole;
  /** How often drift is corrected. @default - by role */
  readonly interval?: Duration;
  /** How soon a failure is tried again. @default - by role */
  readonly retryInterval?: Duration;
  /** How long applying and waiting may take; at least 30s have an effect. @default - by role */
  readonly timeout?: Duration;
  /** Whether what vanishes from the source is deleted. @default true */
  readonly prune?: boolean;
}

/** A Flux Kustomization: a folder of a source, applied and kept so. */
export class Kustomization extends FluxObject {
  constructor(scope: Construct, id: string, props: KustomizationProps) {
    const { source, path = './', dependsOn, role = 'app', ...spec } = withoutMetadata(props);
    requireDependencies(`Kustomization ${id}`, dependsOn);
    const here = namespaceOf(scope, props);
    super(scope, id, 'Kustomization', metadataOf(props), {
      ...kustomizationDefaults[role],
      serviceAccountName: identityOf(scope).kustomization,
      ...spec,
      path,
      sourceRef: referenceFrom(here, source),
      ...(dependsOn?.length && { dependsOn: dependsOn.map((other) => dependencyOn(other, here)) }),
    });
  }
}

/** A reference to a source, without its namespace where that is the same. */
export function referenceFrom(namespace: string, { reference }: Source) {
  const { kind, name } = reference;
  return reference.namespace === namespace ? { kind, name } : { kind, name, namespace: reference.namespace };
}
