import { clusterOf } from '../object/cluster-context';
import { report } from '../object/composition';
import { described, type Owner } from '../object/owner';
import { userLine } from '../origin/user-line';
import { type GrantedHostname, isBelow, type Meeting, taken, twice, undelegated } from './granted-hostname';
import { mostListeners } from './listener';
import type { RouteParent } from './route-parent';
import { SharedGateway } from './shared-gateway';

/** From how many listeners on a further ListenerSet is asked for. */
const manyListeners = 56;

/** Reports what only shows once everything is granted: hostnames that two owners have, and gateways that are full. */
export function reportGateways(owners: Iterable<Owner>): void {
  const gateways = [...owners].filter(SharedGateway.isSharedGateway);
  const [first] = gateways;
  // Names in DNS know no gateways: two tenants have no hostname together on any two of them either.
  if (first) for (const meeting of taken(gateways.flatMap(({ granted }) => granted))) reportTaken(first, meeting);
  for (const gateway of gateways) reportGateway(gateway);
}

function reportGateway(gateway: SharedGateway): void {
  for (const meeting of twice(gateway.granted)) reportTwice(gateway, meeting);
  for (const granted of undelegated(gateway.granted)) reportUndelegated(granted);
  for (const parent of gateway.parents) reportFull(gateway, parent);
}

function reportTaken(gateway: SharedGateway, { first, later }: Meeting): void {
  const [relation, narrow] = isBelow(later, first)
    ? [`lies below ${first.hostname},`, later]
    : isBelow(first, later)
      ? [`covers ${first.hostname},`, first]
      : ['was', undefined];
  const delegated = narrow && `gateway.delegate('${narrow.hostname}', { to: ${narrow.owner.name} })`;
  report(later.owner, {
    rule: 'gateway/hostname-taken',
    message: `Hostname ${later.hostname}, ${placed(gateway, later)}, ${relation} ${placed(gateway, first)}.`,
    fix: `Grant ${later.owner.name} another hostname${delegated ? `, or delegate ${narrow.hostname}: ${delegated}` : ''}.`,
    stack: later.stack,
  });
}

function reportTwice(gateway: SharedGateway, { first, later }: Meeting): void {
  report(later.owner, {
    rule: 'gateway/hostname-twice',
    message: `Hostname ${later.hostname}, ${placed(gateway, later)}, has a listener already: ${listenerOf(first)}, and now ${listenerOf(later)}.`,
    fix: `Grant it once: it was ${placed(gateway, first)}.`,
    stack: later.stack,
  });
}

function reportUndelegated({ hostname, owner, stack }: GrantedHostname): void {
  report(owner, {
    rule: 'gateway/nothing-to-delegate',
    message: `Hostname ${hostname}, delegated to ${nameOf(owner)}, lies below no wildcard of another.`,
    fix: `Grant it: gateway.grantHostnames(${owner.name}, '${hostname}').`,
    stack,
  });
}

function reportFull(gateway: SharedGateway, parent: RouteParent): void {
  const granted = gateway.listenersOf(parent);
  const own = parent === gateway.parent ? 1 : 0;
  const count = granted.length + own;
  const tooMany = granted[mostListeners - own];
  const name = `${parent.kind} ${parent.namespace}/${parent.name}`;
  if (tooMany)
    report(tooMany.owner, {
      rule: 'gateway/too-many-listeners',
      message: `${name} takes ${mostListeners} listeners, and ${tooMany.hostname}, granted to ${nameOf(tooMany.owner)}, is one too many: it would have ${count}.`,
      fix: `Grant it on a ListenerSet: ${more} \`more.grantHostnames(${tooMany.owner.name}, '${tooMany.hostname}');\`. Below Gateway API 1.5, make a second SharedGateway.`,
      stack: tooMany.stack,
    });
  else if (count >= manyListeners)
    report(gateway, {
      rule: 'gateway/many-listeners',
      severity: 'warning',
      message: `${name} has ${count} of the ${mostListeners} listeners that it takes.`,
      fix: `Grant the next hostnames on a ListenerSet: ${more}. What is granted stays where it is.`,
    });
}

const more = "`const more = gateway.addListenerSet('more');`";

/** To whom a hostname was granted, and where. */
function placed(gateway: SharedGateway, { owner, stack }: GrantedHostname): string {
  const line = userLine(stack.stack, clusterOf(gateway).hub.root);
  return `granted to ${nameOf(owner)}${line ? ` at ${line.file}:${line.line}` : ''}`;
}

function nameOf({ ownerKind, name }: Owner): string {
  return `${described(ownerKind)} ${name}`;
}

function listenerOf({ protocol, parent }: GrantedHostname): string {
  return `${protocol} on ${parent.kind} ${parent.name}`;
}
