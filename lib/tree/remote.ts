/** Whether kustomize would fetch a path of a file from elsewhere. */
export function isRemoteFile(path: string): boolean {
  return /^https?:/i.test(path);
}

/**
 * Whether kustomize would clone a path of a folder, as it decides it: by a scheme, by `github.com`, or by a user before
 * a host, with what names a repository behind it.
 * @see https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md
 */
export function isRemoteFolder(path: string): boolean {
  if (path.startsWith('/')) return false;
  const url = path.replace(/^git::/i, '').replace(/\?.*$/s, '');
  if (/^(?:ssh|https?|file):\/\//i.test(url)) return true;
  const user = /^[a-z][a-z0-9-]*@/i.exec(url)?.[0] ?? '';
  const rest = url.slice(user.length);
  if (user === '' && !/^github\.com[/:]/i.test(rest)) return false;
  const host = /^[^/:]*[/:]?/.exec(rest)?.[0] ?? '';
  const repository = rest.slice(host.length);
  return /_git\/|\/\/|\.git/.test(repository) || repository.split('/').length > 1;
}
