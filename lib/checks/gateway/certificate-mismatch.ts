import type { ManifestIndex } from '../../manifest/manifest-index';
import { certificateRefsOf } from '../../routing/certificate-refs';
import { certificateCovers, type Hostname } from '../../routing/hostname';
import type { Listener } from '../../routing/listener';
import type { Routing } from '../../routing/routing';
import { listIn, mapIn } from '../../tree/fields';
import type { ClusterRule } from '../rule';
import { objectOf } from './objects';

/** A host that is served with a certificate for others. */
export const certificateMismatch: ClusterRule = {
  id: 'gateway/certificate-mismatch',
  severity: 'error',
  title: 'Certificate for other hosts',
  why: 'Browsers and clients refuse the connection. In a certificate a wildcard stands for one label: *.acme.io is not valid for a.b.acme.io.',
  fix: "Add the hostname to the Certificate's spec.dnsNames, or grant it by itself: it then has a certificate of its own.",
  see: ['https://www.rfc-editor.org/rfc/rfc2818#section-3.1'],
  *check({ index, routing }) {
    const verdicts = routing();
    const namesOf = certificates(index);
    if (namesOf.size === 0) return;
    const served = servedHosts(verdicts);
    for (const { listener } of verdicts.listeners) {
      const object = objectOf(index, listener.owner);
      const known = certificateRefsOf(listener).map(({ namespace, name }) => namesOf.get(`${namespace}/${name}`));
      // What is not issued here may be for any host.
      if (!object || known.length === 0 || known.some((names) => names === undefined)) continue;
      const names = known.flatMap((each) => each ?? []);
      const hosts = new Set([listener.hostname, ...(served.get(listener) ?? [])]);
      for (const host of hosts)
        if (host !== undefined && !names.some((name) => certificateCovers(name, host)))
          yield {
            object,
            message: `serves ${host} on listener ${listener.name} with a certificate for ${names.join(', ') || 'no host'}`,
          };
    }
  },
};

/** The hosts of certificates that are issued here, by the Secret that holds them. */
function certificates(index: ManifestIndex): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { manifest } of index.ofKind('cert-manager.io', 'Certificate')) {
    const { secretName, dnsNames, commonName } = mapIn(manifest.spec);
    const names = [...listIn(dnsNames), commonName].filter((name) => typeof name === 'string');
    found.set(`${manifest.metadata.namespace}/${secretName}`, names);
  }
  return found;
}

/** The hosts that routes answer for, by listener. */
function servedHosts({ routes }: Routing): ReadonlyMap<Listener, ReadonlySet<Hostname>> {
  const served = new Map<Listener, Set<Hostname>>();
  for (const { parents } of routes)
    for (const { attached } of parents)
      for (const { listener, hostnames } of attached) {
        const hosts = served.get(listener) ?? new Set();
        served.set(listener, hosts);
        for (const hostname of hostnames) hosts.add(hostname);
      }
  return served;
}
