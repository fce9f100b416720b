import type { AppContract } from '../contract/contract';
import type { Finding } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import type { BuiltObject } from '../tree/build-folder';
import type { SourceObject } from '../tree/closure';
import type { Substitution } from '../tree/post-build';

/** An app of a contract, with what Flux makes of its folder on a cluster. */
export interface BuiltApp {
  /** Name of its Flux Kustomization. */
  readonly name: string;
  readonly app: AppContract;
  /** Its Flux Kustomization, as far as the contract tells of it. */
  readonly kustomization: Manifest;
  /** What Flux applies; nothing where the folder does not build, which the findings say. */
  readonly objects: readonly BuiltObject[];
  /** Those of them that Flux decrypts first. */
  readonly encrypted: readonly BuiltObject[];
  /** The objects as they are written, before anything changes them. */
  readonly written: readonly SourceObject[];
  /** Files of the repo that the build reads. */
  readonly files: readonly string[];
  /** What its variables come to; undefined where it replaces none. */
  readonly substitution?: Substitution | undefined;
  readonly findings: readonly Finding[];
  /** Whether it takes kustomize to build, and there is none. */
  readonly lacksTool: boolean;
}
