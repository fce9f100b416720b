import { createHash, hash } from 'node:crypto';

/** SHA-256 of a text or of bytes, in lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  // In one call where Node has it (since 20.12): a Hash object for each object of a fleet is felt.
  return hash ? hash('sha256', content) : createHash('sha256').update(content).digest('hex');
}
