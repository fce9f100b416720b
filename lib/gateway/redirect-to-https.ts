import type { Manifest } from '../manifest/manifest';
import { httpListenerName } from './listener';
import type { RouteParent } from './route-parent';

/** Sends whoever asks without TLS to the same address with it. */
export function redirectToHttps({ namespace, name }: RouteParent): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: `${name}-redirect-to-https`, namespace },
    spec: {
      parentRefs: [{ name, sectionName: httpListenerName }],
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
    },
  };
}
