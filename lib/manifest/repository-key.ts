/** What URLs of one Git repository have in common, however they are written: `.git` and the last slash are as good as none. */
export function repositoryKey(url: string): string {
  return url.toLowerCase().replace(/\/$|\.git\/?$/, '');
}
