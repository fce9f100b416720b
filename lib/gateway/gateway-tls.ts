import type { Manifest } from '../manifest/manifest';
import { listenerName } from '../routing/listener-name';
import type { SecretRef } from '../secrets/secret-ref';

/** Where the certificates of a gateway come from. Made by the factories below. */
export type GatewayTls =
  | { readonly type: 'cert-manager'; readonly clusterIssuer: string }
  | { readonly type: 'secret'; readonly secret: SecretRef };

/** The two ways for a gateway to have certificates. */
export const GatewayTls = {
  /**
   * By cert-manager, one for each hostname. The gateway waits for the service that brings it: name that in `dependsOn`.
   * @param props `clusterIssuer`: name of the ClusterIssuer; one that answers DNS-01 where wildcards are granted
   */
  certManager: (props: { readonly clusterIssuer: string }): GatewayTls => ({ type: 'cert-manager', ...props }),

  /** One Secret for every hostname, in the gateway's namespace, with `tls.crt` and `tls.key`. */
  secret: (secret: SecretRef): GatewayTls => ({ type: 'secret', secret }),
};

/** Name of the Secret with the certificate of a hostname. */
export function tlsSecretName(tls: GatewayTls, hostname: string): string {
  return tls.type === 'secret' ? tls.secret.name : `${listenerName(hostname)}-tls`;
}

/** What cert-manager makes the certificate of a hostname from; undefined where another makes it. */
export function certificate(tls: GatewayTls, namespace: string, hostname: string): Manifest | undefined {
  if (tls.type !== 'cert-manager') return undefined;
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: listenerName(hostname), namespace },
    spec: {
      dnsNames: [hostname],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: tls.clusterIssuer },
      secretName: tlsSecretName(tls, hostname),
    },
  };
}
