import { sha256 } from '../stage/hash';

/** Leaves room for what names are made of it: 253 characters are allowed. */
const longest = 240;

/**
 * The name of the listener of a hostname: `billing-eu-acme-io` of `billing.eu.acme.io`, `any.eu-acme-io` of `*.eu.acme.io`.
 * It depends on nothing but the hostname, and no two hostnames have one: a dash is doubled, and only a wildcard has a dot.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#sectionname
 */
export function listenerName(hostname: string): string {
  const name = hostname.startsWith('*.') ? `any.${dashed(hostname.slice(2))}` : dashed(hostname);
  if (name.length <= longest) return name;
  const hash = sha256(hostname).slice(0, 16);
  return `${name.slice(0, longest - hash.length - 1).replace(/[-.]+$/, '')}.${hash}`;
}

/** What part of a hostname becomes in a name. */
export function dashed(part: string): string {
  return part.replaceAll('-', '--').replaceAll('.', '-');
}
