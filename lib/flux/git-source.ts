import type { Construct } from 'constructs';
import { clusterOf } from '../object/cluster-context';
import { report } from '../object/composition';
import type { GitRef } from '../releases/git-ref';
import type { SecretRef } from '../secrets/secret-ref';
import type { Duration } from './duration';
import { GitRepository } from './git-repository';
import { type GitScheme, gitUrlProblem } from './git-url';
import type { SourceDefinition } from './source';

/** What every Git source may say. */
export interface GitSourceProps {
  /** What to check out. @default { branch: 'main' } */
  readonly ref?: GitRef;
  /** How often new commits are looked for. @default '1m' */
  readonly interval?: Duration;
  /** Folders to check out. @default - all of them */
  readonly sparseCheckout?: readonly string[];
  /** Secret with the public keys that commits must be signed with. @default - signatures are not looked at */
  readonly verify?: { readonly mode?: 'HEAD' | 'Tag' | 'TagAndHEAD'; readonly publicKeys: SecretRef };
}

/** A Git repository over SSH. */
export interface GitSshProps extends GitSourceProps {
  /** Secret with `identity` and `known_hosts`, in the namespace of the source. */
  readonly deployKey: SecretRef;
}

/** A Git repository over HTTPS. */
export interface GitHttpsProps extends GitSourceProps {
  /** Secret with `username` and `password`, or `bearerToken`. @default - a public repository */
  readonly credentials?: SecretRef;
}

/** The hub repo. */
export interface HubSourceProps extends GitSourceProps {
  /** Secret that can read the hub repo. @default - a public repository */
  readonly credentials?: SecretRef;
}

/** Where Git content comes from. */
export const GitSource = {
  /**
   * Over SSH, with a deploy key.
   * @param url `ssh://user@host[:port]/path`; the scp form `user@host:path` is an error at synth
   */
  ssh: (url: string, { deployKey, ...props }: GitSshProps): SourceDefinition =>
    define({ ...props, remote: () => ({ url, branch: 'main' }), scheme: 'ssh://', secret: deployKey }),

  /** Over HTTPS. @param url `https://host/path` */
  https: (url: string, { credentials, ...props }: GitHttpsProps = {}): SourceDefinition =>
    define({ ...props, remote: () => ({ url, branch: 'main' }), scheme: 'https://', secret: credentials }),

  /** The hub repo itself, on the hub's branch unless `ref` says otherwise: a GitRepository of the tenant's own. */
  hub: ({ credentials, ...props }: HubSourceProps = {}): SourceDefinition =>
    define({
      ...props,
      remote: (scope) => {
        const { repository, branch } = clusterOf(scope).hub;
        return { url: repository, branch };
      },
      secret: credentials,
    }),
};

/** A Git source, however it is reached. */
interface GitDefinition extends GitSourceProps {
  /** What is cloned, and the branch that is checked out where `ref` says nothing. */
  readonly remote: (scope: Construct) => { readonly url: string; readonly branch: string };
  /** How the URL must start. @default - as it likes */
  readonly scheme?: GitScheme;
  /** What it is cloned with. @default - nothing */
  readonly secret: SecretRef | undefined;
}

function define({ remote, scheme, secret, ref, interval, sparseCheckout, verify }: GitDefinition): SourceDefinition {
  return {
    create(scope, id, metadata) {
      const { url, branch } = remote(scope);
      const problem = scheme && gitUrlProblem(url, [scheme]);
      const repository = new GitRepository(scope, id, {
        ...metadata,
        url: problem?.meant ?? url,
        ref: ref ?? { branch },
        ...(interval && { interval }),
        ...(sparseCheckout && { sparseCheckout: [...sparseCheckout] }),
        ...(secret && { secretRef: secret }),
        ...(verify && { verify: { mode: verify.mode ?? 'HEAD', secretRef: verify.publicKeys } }),
      });
      if (url.startsWith('ssh://') && !secret)
        report(repository, {
          rule: 'flux/no-credentials',
          message: `${url} is cloned over SSH, and there is no deploy key for it.`,
          fix: 'Give the source `credentials`: a Secret with identity and known_hosts.',
        });
      if (problem) report(repository, { rule: 'flux/source-url', message: problem.message, fix: problem.fix });
      return repository;
    },
  };
}
