import { type AdmissionPolicy, writes } from './policy';
import { builtIn } from './resources';

const isEmpty = (list: string) => `(!has(${list}) || size(${list}) == 0)`;
const selectsAll = (selector: string) =>
  `(!has(${selector}) || (${isEmpty(`${selector}.matchLabels`)} && ${isEmpty(`${selector}.matchExpressions`)}))`;

const isEveryAddress = `(has(peer.ipBlock) && peer.ipBlock.cidr in ["0.0.0.0/0", "::/0"] && ${isEmpty('peer.ipBlock.except')})`;
const isEveryPod = `(has(peer.namespaceSelector) && ${selectsAll('peer.namespaceSelector')} && ${selectsAll('peer.podSelector')})`;

/** No peers are all peers, and no ports all ports. */
const opens = (direction: string, peers: string) =>
  `(has(object.spec.${direction}) && object.spec.${direction}.exists(rule, ${isEmpty('rule.ports')} && ` +
  `(${isEmpty(`rule.${peers}`)} || rule.${peers}.exists(peer, ${isEveryAddress} || ${isEveryPod}))))`;

/** Whom tenants let in and out beside default-deny. */
export const networkPolicies: AdmissionPolicy = {
  name: 'flux-hub-network-policies',
  title: 'NetworkPolicies that open all Pods of the namespace to everybody, or everything to them',
  why: 'Policies add up: what one allows no other denies, so default-deny would have no effect.',
  resources: [builtIn('networking.k8s.io', { NetworkPolicy: 'networkpolicies' })],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression: `!${selectsAll('object.spec.podSelector')} || !(${opens('ingress', 'from')} || ${opens('egress', 'to')})`,
  message: 'Name the Pods, the peers or the ports: what the whole tenant needs is said in the hub, as `network`.',
};
