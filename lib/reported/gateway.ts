import type { ReportedTexts } from './reported-text';

/** What gateways, grants and routes report. */
export const gatewayTexts: ReportedTexts = {
  'gateway/holder-needed': {
    title: 'Hostname of a service that the gateway waits for',
    why: 'Who has a hostname waits for the gateway: each would wait for the other, and neither would ever be applied.',
    fix: "Grant it to a service of its own, in the other's namespace, which holds the route and depends on it.",
    see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies'],
  },
  'gateway/hostname-syntax': {
    title: 'Hostname that is none',
    why: 'The API server refuses the listener, or accepts one that nothing ever matches.',
    fix: 'Write a DNS name in lower case, such as shop.acme.io, or *.shop.acme.io for all below it: no scheme, port or path.',
    see: ['https://gateway-api.sigs.k8s.io/reference/spec/#hostname'],
  },
  'gateway/hostname-twice': {
    title: 'Hostname granted twice to one owner',
    why: 'Two listeners of one hostname and port conflict: only one of them can answer.',
    fix: 'Grant it once.',
    see: ['https://gateway-api.sigs.k8s.io/reference/spec/#listener'],
  },
  'gateway/many-listeners': {
    severity: 'warning',
    title: 'Gateway that is nearly full',
    why: 'A Gateway takes 64 listeners, and so does each of its ListenerSets: the next hostname but a few is refused.',
    fix: "Grant the next hostnames on a ListenerSet: gateway.addListenerSet('more'). What is granted stays where it is.",
    see: ['https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec'],
  },
  'gateway/no-hostname': {
    title: 'Grant of nothing',
    why: 'The call has no effect: most likely a hostname was forgotten, or a list is empty that should not be.',
    fix: "Name the hostnames: gateway.grantHostnames(tenant, 'shop.acme.io'); or take the call away.",
  },
  'gateway/nothing-to-delegate': {
    title: 'Delegation below nothing',
    why: 'No other has a wildcard above the hostname: there is nothing that would be given on.',
    fix: 'Grant it instead: gateway.grantHostnames.',
  },
  'gateway/prefix-without-match': {
    title: 'Prefix replaced that no one match has',
    why: 'The API server refuses a route that replaces a prefix where its rule does not match by exactly one.',
    fix: "Match by one prefix: matches: [{ path: '/v1' }]; what has several needs a rule for each.",
    see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httppathmodifier'],
  },
  'gateway/stranger': {
    title: 'Grant on the gateway of another cluster',
    why: 'A route attaches to gateways of its own cluster only.',
    fix: "Grant it on a gateway of the tenant's own cluster.",
  },
  'gateway/too-many-listeners': {
    title: 'Gateway that is full',
    why: 'The API server refuses a Gateway, or a ListenerSet, with more than 64 listeners, and nothing of it changes any more.',
    fix: "Grant the hostname on a ListenerSet: gateway.addListenerSet('more'). Below Gateway API 1.5, make a second SharedGateway.",
    see: ['https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec'],
  },
};
