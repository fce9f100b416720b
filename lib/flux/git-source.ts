import type { Construct } from 'constructs';
import { clusterOf } from '../object/cluster-context';
import { report } from '../object/composition';
import type { GitRef } from '../releases/git-ref';
import { type SecretRef, useSecret } from '../secrets/secret-ref';
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

/** A folder of the hub repo. */
export interface GitHubRepoProps extends GitSourceProps {
  /** Secret that can read the hub repo. @default - a public repository */
  readonly credentials?: SecretRef;
}

/** Where Git content comes from. */
export const GitSource = {
  /**
   * Over SSH, with a deploy key.
   * @param url `ssh://user@host[:port]/path`; the scp form `user@host:path` is an error at synth
   */
  ssh: (url: string, props: GitSshProps): SourceDefinition => define(() => url, 'ssh://', props, props.deployKey),

  /** Over HTTPS. @param url `https://host/path` */
  https: (url: string, props: GitHttpsProps = {}): SourceDefinition =>
    define(() => url, 'https://', props, props.credentials),

  /** The hub repo itself, on the hub's branch unless `ref` says otherwise: a GitRepository of the tenant's own. */
  hub: (props: GitHubRepoProps = {}): SourceDefinition =>
    define(
      (scope) => clusterOf(scope).hub.repository,
      undefined,
      props,
      props.credentials,
      (scope) => ({ branch: clusterOf(scope).hub.branch }),
    ),
};

function define(
  urlOf: (scope: Construct) => string,
  scheme: GitScheme | undefined,
  props: GitSourceProps,
  secret: SecretRef | undefined,
  defaultRef: (scope: Construct) => GitRef = () => ({ branch: 'main' }),
): SourceDefinition {
  return {
    create(scope, id, metadata) {
      const url = urlOf(scope);
      const problem = scheme && gitUrlProblem(url, [scheme]);
      const { ref = defaultRef(scope), interval, sparseCheckout, verify } = props;
      const repository = new GitRepository(scope, id, {
        ...metadata,
        url: problem?.meant ?? url,
        ref,
        ...(interval && { interval }),
        ...(sparseCheckout && { sparseCheckout: [...sparseCheckout] }),
        ...(secret && { secretRef: { name: secret.name } }),
        ...(verify && { verify: { mode: verify.mode ?? 'HEAD', secretRef: { name: verify.publicKeys.name } } }),
      });
      if (secret) useSecret(repository, secret, metadata.namespace);
      if (verify) useSecret(repository, verify.publicKeys, metadata.namespace);
      if (secretMissing(url, secret))
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

function secretMissing(url: string, secret: SecretRef | undefined): boolean {
  return url.startsWith('ssh://') && secret === undefined;
}
