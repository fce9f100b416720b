import { createHash } from 'node:crypto';
import type { Finding } from '../manifest/finding';

/** What tells a finding from others, wherever its object is moved to. */
export interface FindingKey {
  readonly rule: string;
  /** @default - it is about the repo as a whole */
  readonly cluster?: string | undefined;
  /** `apps/v1 Deployment shop/web` @default - it is about a file */
  readonly object?: string | undefined;
  /** @default - the object tells */
  readonly file?: string | undefined;
  /** Without the lines that it names. */
  readonly message: string;
}

/** What a finding is known by in later runs. */
export function findingKey({ rule, cluster, object, file, message }: Finding): FindingKey {
  const { apiVersion, kind, namespace, name } = object ?? {};
  const id = object && `${apiVersion} ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  const lasting = message.replace(/(?<=\.\w+):\d+\b/g, '');
  return { rule, cluster, object: id, ...(id === undefined && { file }), message: lasting };
}

/** The same as a short text. */
export function fingerprint(finding: Finding): string {
  return createHash('sha256')
    .update(keyText(findingKey(finding)))
    .digest('hex')
    .slice(0, 32);
}

/** A key as text, for maps and to sort by. */
export function keyText({ rule, cluster, object, file, message }: FindingKey): string {
  return JSON.stringify([rule, cluster ?? '', object ?? '', file ?? '', message]);
}
