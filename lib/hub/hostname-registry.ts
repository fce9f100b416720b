import type { HostnameRow } from './hostname-rows';

/** Key of the owner of a cluster's registry: nobody needs it, so that a publish of tenants alone leaves it as it is. */
export const registryKey = 'hostnames';

/** Path of a cluster's registry, below `deploy/`. */
export function registryPath(cluster: string): string {
  return `hostnames/${cluster}.md`;
}

/**
 * The hostnames of a cluster as a page of Markdown; undefined where it has none.
 * @param header first line of what is rendered for the cluster
 */
export function hostnameRegistry(cluster: string, header: string, rows: readonly HostnameRow[]): string | undefined {
  if (rows.length === 0) return undefined;
  return [
    `<!-- ${header.replace(/^# /, '')} -->`,
    '',
    `# Hostnames of ${cluster}`,
    '',
    '| hostname | owner | grant | listener | certificate |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(({ hostname, owner, grant = 'none', listener = 'none', certificate = 'none' }) =>
      row([`\`${hostname}\``, owner, grant, listener, certificate]),
    ),
    '',
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
