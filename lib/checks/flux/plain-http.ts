import { listedIn, namespaceAnnotations } from '../../manifest/namespace-annotations';
import { sourceAddress } from '../../policies/source-address';
import type { ClusterRule } from '../rule';
import { type Address, addresses } from './addresses';
import { specOf } from './spec-of';

/** A source that is fetched without encryption, and one that a tenant may have. */
export const plainHttp: ClusterRule = {
  id: 'flux/plain-http',
  severity: 'warning',
  title: 'Source without encryption',
  why: 'Whoever is on the way can give Flux other manifests, which it applies, and reads the credentials that it sends.',
  fix: 'Use https; for a registry or bucket, leave out spec.insecure. An own authority goes into spec.certSecretRef.',
  see: ['https://fluxcd.io/flux/security/best-practices/'],
  *check({ index }) {
    for (const address of addresses(index)) {
      const { object, field, text, host } = address;
      if (object.manifest.kind === 'Provider' || field === 'spec.sts.endpoint' || isInside(host)) continue;
      if (address.scheme === 'http') yield { object, message: `is fetched from ${host} by plain http` };
      else if (isInsecure(address)) yield { object, message: `is fetched from ${text} with spec.insecure` };
    }
    const rendered = new Set(addresses(index).map(({ object }) => sourceAddress(object.manifest)));
    for (const object of index.ofKind('', 'Namespace'))
      for (const url of listedIn(object.manifest.metadata.annotations?.[namespaceAnnotations.sources]))
        if (isPlain(url) && !rendered.has(url))
          yield { object, message: `lets its tenant have sources at ${url}, by plain http` };
  },
};

function isInsecure({ object }: Address): boolean {
  return specOf<{ insecure: boolean }>(object).insecure === true;
}

function isPlain(url: string): boolean {
  return url.startsWith('http://') && URL.canParse(url) && !isInside(new URL(url).hostname);
}

/** Services of the cluster have no certificates as a rule. */
function isInside(host: string): boolean {
  return !host.includes('.') || /\.svc$|\.cluster\.local$/.test(host);
}
