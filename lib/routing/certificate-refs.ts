import { listIn, mapIn, stringIn } from '../tree/fields';
import { gatewayGroup } from './gateway-objects';
import type { Listener } from './listener';
import { namespaceOf } from './namespaced-name';
import type { MayRefer } from './reference-grant';

/** What a listener takes its certificate from, or checks those of clients by. */
export interface CertificateRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a listener takes its certificates from. None where it passes TLS through. */
export function certificateRefsOf({ protocol, entry, owner }: Listener): readonly CertificateRef[] {
  const tls = mapIn(entry.tls);
  if (!['HTTPS', 'TLS'].includes(protocol) || tls.mode === 'Passthrough') return [];
  return listIn(tls.certificateRefs).map((ref) => read(mapIn(ref), namespaceOf(owner)));
}

/** Why a listener cannot have the certificates that it refers to. */
export type CertificateIssue = 'InvalidCertificateRef' | 'InvalidCACertificateKind' | 'RefNotPermitted';

/**
 * Whether what a listener takes its certificates from is of a kind that holds them, and may be referred to. Whether it is there is
 * not asked: Secrets are seldom among the manifests.
 */
export function certificateIssue(listener: Listener, mayRefer: MayRefer): CertificateIssue | undefined {
  const from = { group: gatewayGroup, kind: listener.owner.kind, namespace: namespaceOf(listener.owner) };
  const certificates = certificateRefsOf(listener);
  const authorities = authorityRefsOf(listener);
  if (certificates.some((ref) => !isOf(ref, 'Secret'))) return 'InvalidCertificateRef';
  if (authorities.some((ref) => !isOf(ref, 'ConfigMap', 'Secret'))) return 'InvalidCACertificateKind';
  return [...certificates, ...authorities].every((ref) => mayRefer(from, ref)) ? undefined : 'RefNotPermitted';
}

/** What the certificates of clients are checked by: the Gateway says so for all of its HTTPS listeners, or by port. */
function authorityRefsOf({ owner, protocol, port }: Listener): readonly CertificateRef[] {
  if (protocol !== 'HTTPS') return [];
  const frontend = mapIn(mapIn(mapIn(owner.spec).tls).frontend);
  const ofPort = listIn(frontend.perPort)
    .map(mapIn)
    .find((each) => each.port === port);
  const { validation } = mapIn(ofPort === undefined ? frontend.default : ofPort.tls);
  return listIn(mapIn(validation).caCertificateRefs).map((ref) => read(mapIn(ref), namespaceOf(owner)));
}

function read({ group, kind, namespace, name }: Fields, own: string): CertificateRef {
  return {
    group: typeof group === 'string' ? group : '',
    kind: stringIn(kind) ?? 'Secret',
    namespace: stringIn(namespace) ?? own,
    name: stringIn(name) ?? '',
  };
}

function isOf({ group, kind, name }: CertificateRef, ...kinds: readonly string[]): boolean {
  return group === '' && kinds.includes(kind) && name !== '';
}
