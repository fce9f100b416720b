import { sha256 } from '../stage/hash';

/** Leaves room for what names are made of it: 253 characters are allowed. */
const longest = 240;

/**
 * What names of exact hostnames are not as they are: those of wildcards begin with the first, the second tells them apart, and the
 * third is the listener of plain HTTP.
 */
const reserved = /^(?:any\.|host\.|http$)/;

/**
 * The name of the listener of a hostname: the hostname itself, `any.acme.io` for `*.acme.io`, and `host.any.acme.io` for
 * `any.acme.io`. It depends on nothing else, and no two hostnames have one. What a variable after the first dot stands for may be
 * put in before or after. A name that is too long is cut, and has a hash.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#sectionname
 */
export function listenerName(hostname: string): string {
  const name = reserved.test(hostname) ? `host.${hostname}` : hostname.replace(/^\*\./, 'any.');
  return name.length <= longest ? name : shortened(hostname);
}

/** Behind its `host.` stands a hash: unlike that of a hostname in full, behind which stands `any.` or `host.`. */
function shortened(hostname: string): string {
  const hash = sha256(hostname).slice(0, 16);
  return `host.${hash}.${hostname.replace('*', 'any')}`.slice(0, longest).replace(/[-.]+$/, '');
}
