import type { ClusterRule } from '../rule';
import { type Address, addresses } from './addresses';
import { specOf } from './spec-of';

/** A source that is fetched without encryption. */
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
  },
};

function isInsecure({ object }: Address): boolean {
  return specOf<{ insecure: boolean }>(object).insecure === true;
}

/** Services of the cluster have no certificates as a rule. */
function isInside(host: string): boolean {
  return !host.includes('.') || /\.svc$|\.cluster\.local$/.test(host);
}
