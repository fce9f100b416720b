/** Whether a value of a Secret is none itself, though it stands with one: host keys, public keys and certificates. */
export function isPublic(key: string, value: string): boolean {
  return (
    key === 'known_hosts' ||
    key.endsWith('.pub') ||
    (/^\s*-----BEGIN (?:CERTIFICATE|[A-Z ]*PUBLIC KEY)-----/.test(value) && !value.includes('PRIVATE KEY'))
  );
}
