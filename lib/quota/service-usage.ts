import { below, itemsOf, type Place } from '../manifest/place';
import type { Amounts } from './amounts';

/** What a Service counts for, besides being an object. */
export function serviceUsage(spec: Place): Amounts {
  const type = below(spec, 'type').value;
  const ports = itemsOf(below(spec, 'ports'));
  if (type === 'NodePort') return { 'services.nodeports': ports.length };
  if (type !== 'LoadBalancer') return {};
  const allocates = below(spec, 'allocateLoadBalancerNodePorts').value !== false;
  const chosen = ports
    .map((port) => below(port, 'nodePort').value)
    .filter((value) => value !== undefined && value !== 0);
  return { 'services.loadbalancers': 1, 'services.nodeports': allocates ? ports.length : chosen.length };
}
