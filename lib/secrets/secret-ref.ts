import type { IConstruct } from 'constructs';
import { compositionOf } from '../object/composition';

/** A Secret that somebody else creates in the cluster. */
export interface ExternalSecretRef {
  /** Tells it from an encrypted Secret. */
  readonly type: 'external';
  /** Its `metadata.name`, in the namespace of the object that uses it. */
  readonly name: string;
  /** Who puts it there, for the reader and for reports. */
  readonly createdBy: string;
}

/** A Secret whose encrypted file lies in the hub repo. */
export interface SopsSecretRef {
  /** Tells it from a Secret that Git does not hold. */
  readonly type: 'sops';
  /** Its `metadata.name`, and the name of its file without `.yaml`. */
  readonly name: string;
}

/** A Secret, named where it is used. Its contents never pass through the hub in the clear. */
export type SecretRef = ExternalSecretRef | SopsSecretRef;

/** The two ways to name a Secret. */
export const SecretRef = {
  /**
   * A Secret that Git does not hold.
   * @param name its `metadata.name`, in the namespace of the object that uses it
   * @param props `createdBy`: who puts it there, for the reader and for reports
   */
  external(name: string, props: { readonly createdBy: string }): SecretRef {
    return { type: 'external', name, createdBy: props.createdBy };
  },

  /**
   * A Secret encrypted with SOPS, in `secrets/<cluster>/<tenant or service>/<name>.yaml`. The file is copied as it is beside
   * what uses it, and decrypted by Flux with the cluster's `decryption` key.
   * @see https://fluxcd.io/flux/guides/mozilla-sops/
   */
  sops(name: string): SecretRef {
    return { type: 'sops', name };
  },
};

/** Whether a value is what the two ways return. */
export function isSecretRef(value: unknown): value is SecretRef {
  const { type, name } = (value ?? {}) as { readonly [field in keyof SecretRef]?: unknown };
  return (type === 'external' || type === 'sops') && typeof name === 'string';
}

/** Declares that an object of a namespace uses a Secret. @returns its name, as the object writes it */
export function useSecret(at: IConstruct, ref: SecretRef, namespace: string): string {
  const { encrypted, externals } = compositionOf(at);
  if (ref.type === 'sops') encrypted.push({ secret: ref, namespace, at });
  else externals.push({ id: { group: '', kind: 'Secret', namespace, name: ref.name }, createdBy: ref.createdBy, at });
  return ref.name;
}
