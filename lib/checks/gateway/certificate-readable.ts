import { certificateRefsOf } from '../../routing/certificate-refs';
import type { ClusterRule } from '../rule';
import { objectOf } from './objects';

/** The key of a shared gateway's certificate, where a tenant reads it. */
export const certificateReadable: ClusterRule = {
  id: 'gateway/certificate-readable',
  severity: 'warning',
  title: "Certificate in a tenant's namespace",
  why: 'The tenant reads the private key, and can be the host that it stands for, to everybody who trusts the certificate.',
  fix: "Keep it in the gateway's namespace, as GatewayTls does.",
  see: ['https://gateway-api.sigs.k8s.io/docs/concepts/security/'],
  *check({ index, tenancy, routing }) {
    for (const { listener } of routing().listeners) {
      const object = objectOf(index, listener.owner);
      if (!object || tenancy.of(object)) continue;
      for (const { namespace, name } of certificateRefsOf(listener)) {
        const tenant = tenancy.ofNamespace(namespace);
        if (tenant)
          yield {
            object,
            message: `takes the certificate of listener ${listener.name} from Secret ${namespace}/${name}, which tenant ${tenant.name} reads`,
          };
      }
    }
  },
};
