import type { SecretRef } from '../secrets/secret-ref';
import type { Duration } from './duration';
import { OciRepository } from './oci-repository';
import type { SourceDefinition } from './source';

/** Which artifact to pull; a digest wins over a range, a range over a tag. */
export interface OciRef {
  /** A tag. @default - not set */
  readonly tag?: string;
  /** A range of tags, such as `>=1.4.0 <2.0.0`; the highest is pulled. @default - not set */
  readonly semver?: string;
  /** `sha256:` and 64 hex digits. @default - not set */
  readonly digest?: string;
}

/** An OCI artifact. */
export interface OciSourceProps {
  /** Which artifact to pull. */
  readonly ref: OciRef;
  /** Docker config Secret for the registry. @default - a public registry */
  readonly pullSecret?: SecretRef;
  /** Who must have signed it. @default - signatures are not looked at */
  readonly verify?: OciVerification;
  /** How often a new artifact is looked for. @default '1m' */
  readonly interval?: Duration;
}

/** How the signature of an artifact is checked. */
export type OciVerification =
  /** A cosign public key, in a Secret under a key that ends in `.pub`. */
  | { readonly cosignPublicKey: SecretRef }
  /** Keyless cosign: the identities that may have signed. `issuer` and `subject` are regular expressions. */
  | { readonly cosignIdentities: readonly { readonly issuer: string; readonly subject: string }[] };

/** Where OCI content comes from. @see https://fluxcd.io/flux/components/source/ocirepositories/ */
export const OciSource = {
  /** Manifests in a registry. @param url `oci://host/path`, without a tag */
  artifact(url: string, props: OciSourceProps): SourceDefinition {
    return {
      create: (scope, id, metadata) =>
        new OciRepository(scope, id, {
          ...metadata,
          url,
          ref: props.ref,
          ...(props.interval && { interval: props.interval }),
          ...(props.pullSecret && { secretRef: props.pullSecret }),
          ...(props.verify && { verify: verification(props.verify) }),
        }),
    };
  },
};

function verification(verify: OciVerification) {
  return 'cosignPublicKey' in verify
    ? { provider: 'cosign' as const, secretRef: verify.cosignPublicKey }
    : { provider: 'cosign' as const, matchOIDCIdentity: [...verify.cosignIdentities] };
}
