import type { Manifest } from '../manifest/manifest';

/** A URL in which nothing is encoded, and nothing follows the path: what is allowed is then what is fetched. */
export const plainUrl = '^[a-z]+://([A-Za-z0-9._-]+@)?[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~+-]+)*/?$';

/** A step of a path that leads nowhere, or up. */
export const dotSegment = '/[.][.]?(/|$)';

/** Whether a URL, or the beginning of one, can be held against others as text. */
export function isPlainUrl(url: string): boolean {
  return new RegExp(plainUrl).test(url) && !new RegExp(dotSegment).test(url);
}

/**
 * Where a source leads, as a URL: that of an ImageRepository as an OCI artifact's, of a Bucket as its endpoint's, followed by its
 * name. Undefined for what is no source. The admission policy on sources works it out alike.
 */
export function sourceAddress({ spec }: Manifest): string | undefined {
  const { url, image, endpoint, bucketName } = (spec ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof url === 'string') return url;
  if (typeof image === 'string') return `oci://${image}`;
  if (typeof endpoint !== 'string') return undefined;
  return `${endpoint.includes('://') ? '' : 'https://'}${endpoint}/${bucketName}`;
}
