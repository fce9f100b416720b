/** What is wrong with a Git URL. */
export interface GitUrlProblem {
  readonly message: string;
  readonly fix: string;
  /** The URL that was probably meant. */
  readonly meant: string;
}

/** How Flux reaches a Git repository. */
export type GitScheme = 'ssh://' | 'https://';

/** `git@github.com:acme/apps.git`, with or without `ssh://` before it. */
const scpForm = /^(?:ssh:\/\/)?(?:(?<user>[^@/:\s]+)@)?(?<host>[^/:\s]+):(?!\/\/|\d+\/)(?<path>.+)$/;

/**
 * Why Flux cannot clone a URL; undefined where it can.
 * @param schemes the schemes that are meant here
 * @see https://fluxcd.io/flux/components/source/gitrepositories/#url
 */
export function gitUrlProblem(url: string, schemes: readonly GitScheme[]): GitUrlProblem | undefined {
  const scp = scpForm.exec(url)?.groups;
  if (scp) {
    const meant = `ssh://${scp.user ?? 'git'}@${scp.host}/${scp.path?.replace(/^\/+/, '')}`;
    return { message: `${url} is the scp form of a Git URL, which Flux does not read.`, fix: `Write ${meant}.`, meant };
  }
  if (schemes.some((scheme) => url.startsWith(scheme))) return undefined;
  const [scheme = 'https://'] = schemes;
  const user = scheme === 'ssh://' && !url.includes('@') ? 'git@' : '';
  const rest = url.replace(/^[a-z+]*:\/\//, '');
  const meant = `${scheme}${user}${rest}`;
  return {
    message: `${url} does not start with ${schemes.join(' or ')}.`,
    fix: `Write ${/^[^/\s]+\/./.test(rest) ? meant : `${scheme}host/path`}.`,
    meant,
  };
}
