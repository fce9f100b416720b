import { type Cluster, DataPlane, GatewayTls, SecretRef, SharedGateway, type SharedGatewayProps } from 'cdk8s-flux-hub';
import { type Rendering, renderCluster } from 'cdk8s-flux-hub/testing';
import { withoutNotes } from '../../lib/manifest/finding';
import { clusterWith } from '../support/plain-cluster';

/** A gateway in as few words as there are. */
export const gatewayProps: SharedGatewayProps = {
  className: 'envoy',
  tls: GatewayTls.secret(SecretRef.external('wildcard', { createdBy: 'the cloud' })),
  dataPlane: DataPlane.pods({ namespace: 'envoy-gateway-system', labels: { app: 'envoy' } }),
};

/** A cluster with a gateway, and what is granted on it. */
export function renderGateway(
  populate: (gateway: SharedGateway, cluster: Cluster) => void,
  props: Partial<SharedGatewayProps> = {},
  gatewayApi: { readonly version: string } | undefined = { version: '1.6' },
): Rendering {
  const make = (cluster: Cluster) =>
    populate(new SharedGateway(cluster, 'gateway', { ...gatewayProps, ...props }), cluster);
  return renderCluster(clusterWith(make, gatewayApi ? { gatewayApi } : {}));
}

/** A listener of a Gateway or ListenerSet. */
export interface Listener {
  readonly name: string;
  readonly hostname?: string;
}

/** Listeners by hostname, each as `<Gateway or ListenerSet>/<name>`. */
export function listenersByHostname({ objects }: Rendering): Record<string, string> {
  return Object.fromEntries(
    objects
      .filter(({ kind }) => kind === 'Gateway' || kind === 'ListenerSet')
      .flatMap(({ metadata, spec }) =>
        (spec as { readonly listeners: readonly Listener[] }).listeners.map(({ name, hostname = 'every host' }) => [
          hostname,
          `${metadata.name}/${name}`,
        ]),
      ),
  );
}

/** What is printed unasked of what was found, as `rule: message`. */
export function found({ findings }: Rendering): string[] {
  return withoutNotes(findings).map(({ rule, message }) => `${rule}: ${message}`);
}
