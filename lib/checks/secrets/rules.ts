import type { ClusterRule } from '../rule';
import { inlinePassword } from './inline-password';
import { openSecretStore } from './open-secret-store';
import { plainSecret } from './plain-secret';
import { readableCredential } from './readable-credential';
import { sealedAnywhere } from './sealed-anywhere';
import { sharedCredential } from './shared-credential';

/** What must not be readable in a repo, or by another team. */
export const secretsRules: readonly ClusterRule[] = [
  plainSecret,
  readableCredential,
  inlinePassword,
  sharedCredential,
  sealedAnywhere,
  openSecretStore,
];
