import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { shared } from '../facts/shared';
import { fluxKinds } from './kinds';
import { specOf } from './spec-of';

/** Something that a Flux object makes its controller connect to. */
export interface Address {
  readonly object: IndexedObject;
  /** Where it stands, `spec.url`. */
  readonly field: string;
  /** As it is written. */
  readonly text: string;
  /** `https`; undefined where it has none, as the endpoint of a bucket. */
  readonly scheme: string | undefined;
  readonly user: string;
  readonly password: string;
  /** As DNS is asked, in lower case; an IPv6 address without brackets. */
  readonly host: string;
}

interface Reaching {
  readonly url: string;
  readonly endpoint: string;
  readonly sts: { readonly endpoint?: string };
  readonly image: string;
  readonly address: string;
  readonly proxy: string;
}

/** Every address that a cluster's Flux objects name; what is no URL is left out. */
export const addresses = shared((index: ManifestIndex): readonly Address[] => [...addressesIn(index)]);

function* addressesIn(index: ManifestIndex): Iterable<Address> {
  for (const object of fluxKinds(index, 'GitRepository', 'OCIRepository', 'HelmRepository'))
    yield* parsed(object, 'spec.url', specOf<Reaching>(object).url);
  for (const object of fluxKinds(index, 'Bucket')) {
    const { endpoint, sts } = specOf<Reaching>(object);
    yield* parsed(object, 'spec.endpoint', endpoint);
    yield* parsed(object, 'spec.sts.endpoint', sts?.endpoint);
  }
  for (const object of fluxKinds(index, 'ImageRepository')) {
    const { image = '' } = specOf<Reaching>(object);
    // As for docker: `library/nginx` names no host.
    if (/^[^/]*[.:][^/]*\/|^localhost\//.test(image)) yield* parsed(object, 'spec.image', image);
  }
  for (const object of fluxKinds(index, 'Provider')) {
    const { address, proxy } = specOf<Reaching>(object);
    // Of some services the address is the name of a project.
    if (address?.includes('://')) yield* parsed(object, 'spec.address', address);
    yield* parsed(object, 'spec.proxy', proxy);
  }
}

function parsed(object: IndexedObject, field: string, text: string | undefined): Address[] {
  const [, scheme, rest] = /^(?:([a-z][-a-z0-9+.]*):\/\/)?(.+)$/is.exec(text ?? '') ?? [];
  if (text === undefined || rest === undefined) return [];
  // Read as http, addresses in other notations come out as the one that is meant.
  const url = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : undefined;
  if (url === undefined) return [];
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  return [{ object, field, text, scheme: scheme?.toLowerCase(), user: url.username, password: url.password, host }];
}
