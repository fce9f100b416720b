import { namespaceAnnotations } from '../manifest/namespace-annotations';
import { listedBy, ofSpec } from './cel';
import { type AdmissionPolicy, writes } from './policy';
import { images, sources } from './resources';
import { dotSegment, plainUrl } from './source-address';

/** {@link sourceAddress} in CEL. */
const url = [
  `has(spec.url) ? spec.url`,
  `has(spec.image) ? "oci://" + spec.image`,
  `(spec.endpoint.contains("://") ? "" : "https://") + spec.endpoint + "/" + spec.bucketName`,
].join(' : ');

const isPlain = `url.matches("${plainUrl}") && !url.matches("${dotSegment}")`;
const isAllowed = `${listedBy(namespaceAnnotations.sources)}.exists(allowed, url == allowed || (allowed.endsWith("/") && url.startsWith(allowed)))`;

/** Where tenants' sources lead. */
export const sourceUrls: AdmissionPolicy = {
  name: 'flux-hub-source-urls',
  title: "Sources at URLs that are not the tenant's",
  why: 'Flux would fetch from addresses of the inner network, or apply what nobody has reviewed.',
  resources: [
    sources({
      Bucket: 'buckets',
      GitRepository: 'gitrepositories',
      HelmRepository: 'helmrepositories',
      OCIRepository: 'ocirepositories',
    }),
    images({ ImageRepository: 'imagerepositories' }),
  ],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: ofSpec(`[${url}].all(url, ${isPlain} && ${isAllowed})`),
  message: `Use a URL that the hub allows the tenant: the annotation ${namespaceAnnotations.sources} of its Namespace lists them, \`allowedSources\` adds to them.`,
};
