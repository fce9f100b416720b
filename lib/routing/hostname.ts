import { isIPv4 } from 'node:net';

/**
 * A hostname as the Gateway API takes it: exact (`a.example.com`), a wildcard (`*.example.com`), or undefined for every host.
 * @see https://gateway-api.sigs.k8s.io/docs/concepts/hostnames/
 */
export type Hostname = string | undefined;

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const HOSTNAME = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`);

/** What is wrong with a hostname, as a clause that follows it; undefined for one that is fine. */
export function hostnameIssue(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (text.length > 253) return `has ${text.length} characters, at most 253 are allowed`;
  if (text.includes('/')) return 'is a URL, or has a path';
  if (isIPv4(text) || text.includes(':')) return 'is an IP address or has a port';
  if (text !== text.toLowerCase()) return 'has letters in upper case';
  if (text.lastIndexOf('*') > 0 || /^\*(?!\.)/.test(text))
    return 'has a wildcard that is not the whole of its first label';
  return HOSTNAME.test(text)
    ? undefined
    : 'is no DNS name: use letters, digits and dashes between dots, none of them at an end';
}

/** Whether a Route or Listener may have a hostname. IP addresses are refused, though the API's own pattern lets them pass. */
export function isHostname(text: string): boolean {
  return hostnameIssue(text) === undefined;
}

/** Whether a hostname admits every host that the other admits. A wildcard stands for one label or more. */
export function covers(wide: Hostname, narrow: Hostname): boolean {
  if (wide === undefined || wide === narrow) return true;
  return narrow !== undefined && wide.startsWith('*.') && narrow.endsWith(wide.slice(1));
}

/** The wildcards that admit every host of another hostname, the nearest first: `*.b.c` and `*.c` of `a.b.c`, `*.c` of `*.b.c`. */
export function wildcardsAbove(hostname: string): string[] {
  const labels = hostname.replace(/^\*\./, '').split('.');
  return labels.slice(1).map((_, at) => `*.${labels.slice(at + 1).join('.')}`);
}

/** The hosts that both admit, or null where there are none. */
export function intersect(a: Hostname, b: Hostname): Hostname | null {
  if (covers(a, b)) return b;
  if (covers(b, a)) return a;
  return null;
}

/**
 * Whether a certificate for a name is valid for all hosts of a hostname: there a wildcard stands for exactly one label.
 * @param name one of its DNS names
 * @see https://www.rfc-editor.org/rfc/rfc2818#section-3.1
 */
export function certificateCovers(name: string, hostname: Hostname): boolean {
  if (hostname === undefined) return false;
  const [wanted, offered] = [hostname.toLowerCase(), name.toLowerCase()];
  if (wanted === offered) return true;
  return offered.startsWith('*.') && !wanted.startsWith('*.') && wanted.slice(wanted.indexOf('.')) === offered.slice(1);
}

/** The hostname as the Gateway API's documentation writes it: `*` for every host. */
export function formatHostname(hostname: Hostname): string {
  return hostname ?? '*';
}
